import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { codeOfAsync } from '@nsi/workbench/test';
import { createAppendLog } from '../../src/append-log/append-log.ts';
import { readAppendLog } from '../../src/append-log/read-append-log.ts';
import { createBufferedWriter } from '../../src/write/buffered-writer.ts';
import { writeAtomic } from '../../src/write/write-atomic.ts';
import { scratchFolder } from '../scratch-folder.ts';

const disk = join(scratchFolder(), 'disk');
mkdirSync(disk);
/** A disk of 256 KiB can only be made by a privileged process; elsewhere the same faults are injected by the tests beside the sources. */
const isMounted = process.platform === 'linux' && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'nsi-io-test', disk]).status === 0;
afterAll(() => {
  if (isMounted) spawnSync('umount', [disk]);
});

const filler = join(disk, 'filler');

test.runIf(isMounted)('a buffered writer on a full disk keeps the rest, and goes on when there is room', async () => {
  writeFileSync(filler, Buffer.alloc(128 * 1024));
  const path = join(disk, 'written');
  const writer = await createBufferedWriter(path, { slabBytes: 16_384, maxBufferedBytes: '1MiB' });
  const sent = Array.from({ length: 30_000 }, (_, index) => `${index}\n`).join('');
  void writer.write(sent);
  expect(await codeOfAsync(writer.flush())).toBe('NSI_IO_WRITE_FAILED');
  expect(() => writer.flushSync()).toThrow('ENOSPC');
  rmSync(filler);
  await writer.close();

  expect(readFileSync(path, 'utf8') === sent).toBe(true);
  rmSync(path);
});

test.runIf(isMounted)('an atomic write on a full disk leaves the old content and no temporary file', async () => {
  const path = join(disk, 'target');
  writeFileSync(path, 'old');
  writeFileSync(filler, Buffer.alloc(200 * 1024));

  expect(await codeOfAsync(writeAtomic(path, Buffer.alloc(100 * 1024)))).toBe('ENOSPC');
  expect(readFileSync(path, 'utf8')).toBe('old');
  expect(readdirSync(disk).toSorted()).toEqual(['filler', 'target']);
  rmSync(filler);
  rmSync(path);
});

test.runIf(isMounted)('an append log on a full disk refuses records, and takes them when there is room', async () => {
  const path = join(disk, 'log');
  const log = await createAppendLog(path);
  await log.append('first');
  writeFileSync(filler, Buffer.alloc(200 * 1024));
  expect(await codeOfAsync(log.append(Buffer.alloc(100 * 1024)))).toBe('NSI_IO_LOG_FAILED');
  rmSync(filler);
  await log.append('second');
  await log.close();

  const records: string[] = [];
  for await (const { bytes } of readAppendLog(path)) records.push(Buffer.from(bytes).toString());
  expect(records).toEqual(['first', 'second']);
  expect(existsSync(`${path}.lock`)).toBe(false);
});
