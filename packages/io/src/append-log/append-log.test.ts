import { spawnSync } from 'node:child_process';
import { appendFileSync, copyFileSync, existsSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeOfAsync } from '@nsi/workbench/test';
import { scratchFolder } from '../../test/scratch-folder.ts';
import { nodeFiles, type FileCalls } from '../write/file-calls.ts';
import { createAppendLog, openWriter, type AppendLog } from './append-log.ts';
import { crc32c } from './crc32c.ts';
import { fileHeaderBytes, groupHeaderBytes, makeFileHeader } from './log-format.ts';
import { parseLogOptions, type AppendLogOptions } from './log-options.ts';
import { readAppendLog } from './read-append-log.ts';
import { recover } from './recover.ts';

const folder = scratchFolder();
let count = 0;
const newPath = (): string => join(folder, `log-${++count}`);

const over = (calls: Partial<FileCalls>, path: string, options: AppendLogOptions = {}): Promise<AppendLog> =>
  openWriter({ ...nodeFiles, ...calls }, path, parseLogOptions(options));

async function textsOf(path: string): Promise<string[]> {
  const texts: string[] = [];
  for await (const { bytes } of readAppendLog(path)) texts.push(Buffer.from(bytes).toString());
  return texts;
}

async function logOf(path: string, ...groups: readonly (readonly string[])[]): Promise<readonly number[]> {
  const ends: number[] = [];
  await using log = await createAppendLog(path);
  for (const group of groups) {
    const commits = await Promise.all(group.map((record) => log.append(record)));
    ends.push(commits[0]!.endOffset);
  }
  return ends;
}

const failure = (code: string): Error => Object.assign(new Error(code), { code });

test('the checksum is CRC-32C', () => {
  const check = Buffer.from('123456789');

  expect(crc32c(check, 0, 9)).toBe(0xe306_9283);
  expect(crc32c(check, 0, 9)).not.toBe(crc32(check));
  expect(crc32c(check, 4, 9, crc32c(check, 0, 4))).toBe(0xe306_9283);
  expect(crc32c(Buffer.alloc(32), 0, 32)).toBe(0x8a91_36aa);
});

test('what is read is what was appended, in order, over any number of openings', async () => {
  const record = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.uint8Array({ maxLength: 5000 }));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(record, { maxLength: 12 }), { maxLength: 4 }), async (openings) => {
      const path = newPath();
      for (const records of openings) {
        await using log = await createAppendLog(path, { maxGroupBytes: 4096 });
        await Promise.all(records.map((one) => log.append(one)));
      }

      const read: Buffer[] = [];
      if (existsSync(path)) for await (const { bytes } of readAppendLog(path)) read.push(Buffer.from(bytes));
      expect(read).toEqual(openings.flat().map((one) => Buffer.from(one as string)));
    }),
    { numRuns: 40 },
  );
});

test('one sync makes durable what came meanwhile', async () => {
  let syncs = 0;
  const log = await over({ fdatasync: (file) => ((syncs += 1), nodeFiles.fdatasync(file)) }, newPath());
  syncs = 0;
  const writers = Array.from({ length: 64 }, async (_, writer) => {
    for (let index = 0; index < 10; index++) await log.append(`${writer} ${index}`);
  });
  await Promise.all(writers);

  expect(syncs).toBeLessThanOrEqual(12);
  expect(log.recordCount).toBe(640);
  await log.close();
});

test('says of each record with which group it became durable', async () => {
  const path = newPath();
  await using log = await createAppendLog(path);
  const [first, second] = await Promise.all([log.append('a'), log.append('b')]);
  const third = await log.append('c');

  expect(first).toBe(second);
  expect(first).toMatchObject({ sequence: 1, recordCount: 2 });
  expect(third).toMatchObject({ sequence: 2, endOffset: statSync(path).size });
  expect(log.bytes).toBe(statSync(path).size);
});

test('a log can be read while it is written', async () => {
  const path = newPath();
  await using log = await createAppendLog(path);
  await log.append('a');

  expect(await textsOf(path)).toEqual(['a']);
  await log.append('b');
  expect(await textsOf(path)).toEqual(['a', 'b']);
});

test('recover cuts off a tail at every byte of the last group, and only it', async () => {
  const path = newPath();
  const [firstEnd, secondEnd] = (await logOf(path, ['one', 'two'], ['three', 'four'])) as [number, number];
  for (let size = firstEnd; size <= secondEnd; size++) {
    const cut = newPath();
    copyFileSync(path, cut);
    truncateSync(cut, size);
    const isWhole = size === secondEnd;

    expect(await recover(cut)).toEqual({
      recordCount: isWhole ? 4 : 2,
      bytes: isWhole ? secondEnd : firstEnd,
      truncatedBytes: isWhole ? 0 : size - firstEnd,
      sequence: isWhole ? 2 : 1,
    });
    expect(await textsOf(cut)).toEqual(isWhole ? ['one', 'two', 'three', 'four'] : ['one', 'two']);
  }
});

test('any changed byte of the last group makes it a torn tail; of an earlier one, damage that is not thrown away', async () => {
  const path = newPath();
  const ends = await logOf(path, ['one'], ['two'], ['three']);
  const whole = readFileSync(path);
  const outcomes: unknown[] = [];
  for (let at = fileHeaderBytes; at < whole.length; at++) {
    const changed = newPath();
    const bytes = Buffer.from(whole);
    bytes[at]! ^= 0x10;
    writeFileSync(changed, bytes);
    const opened = await codeOfAsync(createAppendLog(changed).then((log) => log.close()));
    outcomes.push({ opened, read: await codeOfAsync(textsOf(changed)), isKept: readFileSync(changed).equals(bytes) });
  }

  const torn = { opened: undefined, read: undefined, isKept: false };
  const damaged = { opened: 'NSI_IO_LOG_CORRUPT', read: 'NSI_IO_LOG_CORRUPT', isKept: true };
  expect(outcomes).toEqual(Array.from(outcomes, (_, index) => (index + fileHeaderBytes < ends[1]! ? damaged : torn)));
});

test('damage is given up when that is asked for', async () => {
  const path = newPath();
  const [firstEnd] = (await logOf(path, ['one'], ['two'], ['three'])) as [number];
  const bytes = readFileSync(path);
  bytes[firstEnd + groupHeaderBytes + 5]! ^= 1;
  writeFileSync(path, bytes);

  expect(await recover(path, { onCorrupt: 'truncate' })).toMatchObject({ recordCount: 1, bytes: firstEnd });
});

test('zeros and garbage behind the last group are a torn tail', async () => {
  for (const tail of [Buffer.alloc(10_000), Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 251))]) {
    const path = newPath();
    await logOf(path, ['one']);
    appendFileSync(path, tail);
    await logOf(path, ['two']);

    expect(await textsOf(path)).toEqual(['one', 'two']);
  }
});

test('a log in a record of another log is a record', async () => {
  const [inner, outer] = [newPath(), newPath()];
  await logOf(inner, ['a'], ['b'], ['c'], ['d']);
  await using log = await createAppendLog(outer);
  await log.append(readFileSync(inner));
  await log.close();
  truncateSync(outer, statSync(outer).size - 1);

  expect(await recover(outer)).toMatchObject({ recordCount: 0 });
});

test('refuses what is not a log, and leaves it alone', async () => {
  const newer = makeFileHeader(7);
  newer.writeUInt16LE(2, 8);
  newer.writeUInt32LE(crc32c(newer, 0, 16), 16);
  for (const content of [Buffer.from('some text that was here before'), makeFileHeader(1).fill(9, 12, 13), newer, Buffer.from('short')]) {
    const path = newPath();
    writeFileSync(path, content);

    for (const work of [() => createAppendLog(path), () => recover(path), () => textsOf(path)])
      expect(await codeOfAsync(work())).toBe('NSI_IO_LOG_FORMAT');
    expect(readFileSync(path)).toEqual(content);
    expect(existsSync(`${path}.lock`)).toBe(false);
  }
});

test('an empty file becomes a log; recover asks for one that is there', async () => {
  const path = newPath();
  writeFileSync(path, '');
  await logOf(path, ['a']);

  expect(await textsOf(path)).toEqual(['a']);
  expect(await codeOfAsync(recover(newPath()))).toBe('ENOENT');
});

test('a full disk fails the records that wait and leaves the log usable', async () => {
  const path = newPath();
  let isFull = false;
  const log = await over(
    {
      write: async (file, bytes, position) => {
        if (!isFull) return nodeFiles.write(file, bytes, position);
        await nodeFiles.write(file, bytes.subarray(0, 10), position);
        throw failure('ENOSPC');
      },
    },
    path,
  );
  await log.append('before');
  isFull = true;
  const failed = await Promise.allSettled([log.append('lost'), log.append('too')]);
  isFull = false;
  await log.append('after');
  await log.close();

  expect(failed.map((outcome) => (outcome as PromiseRejectedResult).reason as unknown)).toEqual([
    expect.objectContaining({ code: 'NSI_IO_LOG_FAILED', cause: expect.objectContaining({ code: 'ENOSPC' }) as unknown }),
    expect.objectContaining({ code: 'NSI_IO_LOG_FAILED' }),
  ]);
  expect(await textsOf(path)).toEqual(['before', 'after']);
});

test.each(['write', 'fdatasync'] as const)(
  'after a failing %s (EIO) nothing is promised any more, and opening again tells what is there',
  async (name) => {
    const path = newPath();
    let isBroken = false;
    const log = await over(
      {
        [name]: (...call: never[]) =>
          isBroken ? Promise.reject(failure('EIO')) : (nodeFiles[name] as (...call: never[]) => unknown)(...call),
      },
      path,
    );
    await log.append('kept');
    isBroken = true;
    expect(await codeOfAsync(log.append('lost'))).toBe('NSI_IO_LOG_FAILED');
    isBroken = false;

    expect(await codeOfAsync(log.append('later'))).toBe('NSI_IO_LOG_FAILED');
    expect(await codeOfAsync(log.flush())).toBe('NSI_IO_LOG_FAILED');
    await log.close();
    expect((await textsOf(path))[0]).toBe('kept');
  },
);

test('writes whole groups however few bytes the system takes at a time', async () => {
  const path = newPath();
  const log = await over({ write: (file, bytes, position) => nodeFiles.write(file, bytes.subarray(0, 7), position) }, path);
  await Promise.all(['one', 'two', 'three'].map((record) => log.append(record)));
  await log.close();

  expect(await textsOf(path)).toEqual(['one', 'two', 'three']);
});

test('nothing appended is lost when the process exits, promised or not', async () => {
  const path = newPath();
  const source = `import { createAppendLog } from ${JSON.stringify(join(import.meta.dirname, 'append-log.ts'))};
    const log = await createAppendLog(${JSON.stringify(path)}, { maxGroupBytes: 4096 });
    for (let index = 0; index < 1000; index++) void log.append('record ' + index);
    await log.append('last');
    for (let index = 0; index < 1000; index++) void log.append('more ' + index);
    process.exit(5);`;
  const { status } = spawnSync(process.execPath, ['--conditions=@nsi/source', '--input-type=module', '-e', source]);

  expect(status).toBe(5);
  const texts = await textsOf(path);
  expect(texts).toHaveLength(2001);
  expect(texts.at(-1)).toBe('more 999');
  expect(existsSync(`${path}.lock`)).toBe(false);
});

test('bounds a record and what may wait', async () => {
  await using log = await createAppendLog(newPath(), { maxRecordBytes: 10, maxBufferedBytes: 25 });

  expect(await codeOfAsync(log.append('x'.repeat(11)))).toBe('NSI_IO_LOG_OPTION');
  const outcomes = await Promise.allSettled(Array.from({ length: 4 }, () => log.append('0123456789')));
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected']);
  expect(log.bufferedBytes).toBe(0);
  for (const record of [null, 7, {}]) expect(await codeOfAsync(log.append(record as never))).toBe('NSI_IO_LOG_OPTION');
});

test('an aborted log takes no more; a closed one neither; what waited is durable', async () => {
  const controller = new AbortController();
  const path = newPath();
  const log = await createAppendLog(path, { signal: controller.signal });
  const first = log.append('waits');
  controller.abort(new Error('enough'));

  await expect(log.append('late')).rejects.toThrow('enough');
  await first;
  await log.close();
  expect(await textsOf(path)).toEqual(['waits']);
  await expect(createAppendLog(path, { signal: controller.signal })).rejects.toThrow('enough');
});

test('refuses to append after closing', async () => {
  const log = await createAppendLog(newPath());
  const waiting = log.append('a');
  await log.close();

  expect((await waiting).sequence).toBe(1);
  expect(await codeOfAsync(log.append('b'))).toBe('NSI_IO_LOG_FAILED');
  await log.close();
});

test('gives the lock back when a log cannot be opened', async () => {
  const path = newPath();
  mkdirSync(path);

  expect(await codeOfAsync(createAppendLog(path))).toBe('EISDIR');
  expect(existsSync(`${path}.lock`)).toBe(false);
});

test.each([
  { maxRecordBytes: 0 },
  { maxGroupBytes: 10 },
  { maxBufferedBytes: 5 },
  { maxDelayMs: -1 },
  { onCorrupt: 'ignore' },
  { record: 1 },
])('refuses the options %o', async (options) => {
  expect(await codeOfAsync(createAppendLog(newPath(), options as never))).toBe('NSI_IO_LOG_OPTION');
});
