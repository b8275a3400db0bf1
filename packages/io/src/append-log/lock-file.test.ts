import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { codeOfAsync } from '@nsi/workbench/test';
import { scratchFolder } from '../../test/scratch-folder.ts';
import { createAppendLog } from './append-log.ts';
import { readAppendLog } from './read-append-log.ts';
import { recover } from './recover.ts';

const folder = scratchFolder();
let count = 0;
const newPath = (): string => join(folder, `log-${++count}`);

async function textsOf(path: string): Promise<string[]> {
  const texts: string[] = [];
  for await (const { bytes } of readAppendLog(path)) texts.push(Buffer.from(bytes).toString());
  return texts;
}

test('a second writer is refused: in this thread, in another, in another process', async () => {
  const path = newPath();
  await using log = await createAppendLog(path);
  const source = `import { createAppendLog } from ${JSON.stringify(join(import.meta.dirname, 'append-log.ts'))};
    await createAppendLog(${JSON.stringify(path)}).then(() => process.exit(0), ({ code }) => process.exit(code === 'NSI_IO_LOG_LOCKED' ? 7 : 1));`;

  expect(await codeOfAsync(createAppendLog(path))).toBe('NSI_IO_LOG_LOCKED');
  expect(await codeOfAsync(recover(path))).toBe('NSI_IO_LOG_LOCKED');
  const script = join(folder, 'second.mjs');
  writeFileSync(script, source);
  const worker = new Worker(script);
  expect(await once(worker, 'exit')).toEqual([7]);
  expect(spawnSync(process.execPath, ['--conditions=@nsi/source', script]).status).toBe(7);
  await log.append('still mine');
});

test('the lock of a process that was killed is taken over, by one of many', async () => {
  const path = newPath();
  const script = join(folder, 'killed.mjs');
  writeFileSync(
    script,
    `import { createAppendLog } from ${JSON.stringify(join(import.meta.dirname, 'append-log.ts'))};
    const log = await createAppendLog(${JSON.stringify(path)});
    await log.append('before the end');
    process.stdout.write('ready');
    setInterval(() => {}, 1000);`,
  );
  const child = spawn(process.execPath, ['--conditions=@nsi/source', script]);
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'close');

  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => createAppendLog(path)));
  const opened = outcomes.filter((outcome) => outcome.status === 'fulfilled');
  expect(opened).toHaveLength(1);
  await opened[0]!.value.close();
  expect(await textsOf(path)).toEqual(['before the end']);
  expect(existsSync(`${path}.lock`)).toBe(false);
});

const here = { pid: process.pid, threadId: 0, begun: '1', host: hostname(), boot: 'another', namespace: '' };

test.each([
  ['a machine that was started again', { ...here, pid: 1 }, true],
  ['another machine', { ...here, host: 'elsewhere' }, false],
])('the lock of %s', async (_, owner, isAbandoned) => {
  const path = newPath();
  writeFileSync(`${path}.lock`, JSON.stringify(owner));

  expect(await codeOfAsync(createAppendLog(path).then((log) => log.close()))).toBe(isAbandoned ? undefined : 'NSI_IO_LOG_LOCKED');
});

test('a lock that names nobody is another’s while it is new, and nobody’s when it is old', async () => {
  const path = newPath();
  writeFileSync(`${path}.lock`, '');
  expect(await codeOfAsync(createAppendLog(path))).toBe('NSI_IO_LOG_LOCKED');
  utimesSync(`${path}.lock`, 0, 0);
  writeFileSync(`${path}.lock.break`, '');
  utimesSync(`${path}.lock.break`, 0, 0);

  const log = await createAppendLog(path);
  await log.append('a');
  await log.close();
  expect(await textsOf(path)).toEqual(['a']);
});

test('whatever links lead to a log, there is one lock', async () => {
  const home = join(folder, 'home');
  mkdirSync(home);
  symlinkSync('home', join(folder, 'elsewhere'));
  symlinkSync('log', join(home, 'alias'));
  const log = await createAppendLog(join(folder, 'elsewhere', 'alias'));

  for (const path of [join(home, 'log'), join(home, 'alias'), join(folder, 'elsewhere', 'log')]) {
    expect(await codeOfAsync(createAppendLog(path))).toBe('NSI_IO_LOG_LOCKED');
  }
  await log.append('a');
  await log.close();
  expect(await textsOf(join(home, 'log'))).toEqual(['a']);
});
