import { mkdtempDisposableSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noLimits, noRecorder, type Limits, type Metric, type Recorder, type SetupContext } from '@nsi/core';
import * as v from 'valibot';
import { afterAll, expect, test } from 'vitest';
import { createIo, createPlainIo, type Io } from './io.ts';
import { ioLevels, ioOptionsSchema, type IoOptions } from './options.ts';
import { filePermits } from './permits/file-permits.ts';
import { endFileWorker, isFileWorkerRunning } from './read/worker-thread.ts';

const folder = mkdtempDisposableSync(join(tmpdir(), 'nsi-io-'));
afterAll(async () => {
  await endFileWorker();
  folder.remove();
});
const at = (name: string): string => join(folder.path, name);
const paths = Array.from({ length: 40 }, (_, index) => at(`file-${index}`));
for (const [index, path] of paths.entries()) writeFileSync(path, `line ${index}\n`.repeat(100));

const optionsAt = (level: keyof typeof ioLevels): IoOptions => v.parse(ioOptionsSchema, ioLevels[level]);
const context = (recorder: Recorder = noRecorder, limits: Limits = noLimits): SetupContext => ({
  level: 'balanced',
  limits,
  recorder,
  signal: new AbortController().signal,
});

async function use(io: Io): Promise<unknown> {
  const files = await io.readMany(paths);
  const { size } = await io.statMany(paths);
  const found = await io.walk(folder.path, { include: ['file-*'] }).paths();
  let length = 0;
  for await (const { bytes } of await io.openReader(paths[7]!)) length += bytes.length;
  await io.writeMany([{ path: at('written'), data: '{"a":1}\n{"a":2}\n' }]);
  let sum = 0;
  await io.ndjson<{ a: number }>(at('written')).each(({ a }) => void (sum += a));
  await using writer = await io.createBufferedWriter(at('buffered'));
  await writer.write('text');
  await writer.flush();
  const cache = io.createBlockCache();
  const block = Buffer.from(await (await cache.open(paths[3]!)).read(5, 1)).toString();
  return [
    files.byteLength,
    size.length,
    found.length,
    length,
    await io.lines(paths[9]!).count(),
    sum,
    readFileSync(at('buffered'), 'utf8'),
    block,
  ];
}

test('does the same at every level, and so does its plain twin', async () => {
  const results: unknown[] = [];
  for (const level of ['conservative', 'balanced', 'aggressive'] as const) {
    await using io = createIo(optionsAt(level), context());
    results.push(await use(io));
  }
  await using plain = createPlainIo(optionsAt('balanced'), context());
  results.push(await use(plain));

  expect(results[0]).toEqual([
    Buffer.byteLength(paths.map((path) => readFileSync(path, 'utf8')).join('')),
    40,
    40,
    700,
    100,
    3,
    'text',
    '3',
  ]);
  for (const result of results) expect(result).toEqual(results[0]);
});

test('reads where its level says, and where a call says instead', async () => {
  await endFileWorker();
  await using conservative = createIo(optionsAt('conservative'), context());
  await conservative.readMany(paths);
  expect(isFileWorkerRunning()).toBe(false);

  await conservative.readMany(paths, { mode: 'worker' });
  expect(isFileWorkerRunning()).toBe(true);
});

test('keeps to the limit of open files', async () => {
  const { max } = filePermits();
  await using io = createIo(optionsAt('balanced'), context(noRecorder, { ...noLimits, maxOpenFiles: 2 }));

  expect(filePermits().max).toBe(2);
  expect((await io.readMany(paths, { mode: 'async', concurrency: 64 })).failed).toBe(0);
  filePermits().resize(max);
});

test('counts what it reads', async () => {
  const counts = new Map<string, number>();
  const recorder: Recorder = {
    ...noRecorder,
    count: ({ name }: Metric, amount = 1) => void counts.set(name, (counts.get(name) ?? 0) + amount),
  };
  await using io = createIo(optionsAt('balanced'), context(recorder));

  await io.readMany([paths[0]!, at('absent')], { onError: () => {} });
  await (await io.openReader(paths[0]!)).close();

  expect(Object.fromEntries(counts)).toEqual({ nsi_io_read_files_total: 2, nsi_io_read_bytes_total: 1400 });
});
