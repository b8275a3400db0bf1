import { readFileSync, renameSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { codeOfAsync, ManualClock } from '@nsi/workbench/test';
import { scratchFolder } from '../../test/scratch-folder.ts';
import { cachedFile } from './cached-file.ts';
import { isUnchanged, settleMs, stampOf } from './file-stamp.ts';

const folder = scratchFolder();
let fileCount = 0;

function makeFile(content: string): string {
  const path = join(folder, `file-${fileCount++}`);
  writeFileSync(path, content);
  return path;
}

async function settle(): Promise<void> {
  const start = Date.now();
  await vi.waitUntil(() => Date.now() - start > 2 * settleMs, { interval: 5 });
}

const text = (bytes: Buffer): string => bytes.toString();

test('gives a promise first, then the content at once', async () => {
  using file = cachedFile(makeFile('hello'));
  const first = file.read();

  expect(first).toBeInstanceOf(Promise);
  expect((await first).toString()).toBe('hello');
  await settle();
  await file.read();
  expect(file.read()).toBe(await file.read());
  expect(file.readSync()).toBe(file.read());
});

test('with a look at every read, it reads what `readFileSync` would, however the file is changed', async () => {
  const change = fc.record({
    content: fc.string({ maxLength: 8 }),
    isReplaced: fc.boolean(),
    isSync: fc.boolean(),
    keepsTime: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 12 }), async (changes) => {
      const path = makeFile('start');
      using file = cachedFile(path, { parse: text, checkMs: 0 });
      for (const { content, isReplaced, isSync, keepsTime } of changes) {
        const { mtime, atime } = statSync(path);
        writeFileSync(isReplaced ? `${path}.new` : path, content);
        if (isReplaced) renameSync(`${path}.new`, path);
        if (keepsTime) utimesSync(path, atime, mtime);

        expect(isSync ? file.readSync() : await file.read()).toBe(readFileSync(path, 'utf8'));
      }
      rmSync(path);
    }),
    { numRuns: 50 },
  );
});

test('all who ask while it loads share one load and one parse', async () => {
  const parse = vi.fn<(bytes: Buffer) => object>((bytes) => JSON.parse(bytes.toString()) as object);
  using file = cachedFile(makeFile('{"a":1}'), { parse });

  const values = await Promise.all([file.read(), file.read(), file.read()]);

  expect(new Set(values).size).toBe(1);
  expect(parse).toHaveBeenCalledTimes(1);
  expect(file.stats()).toMatchObject({ loads: 1, isWatched: false });
});

test('looks again once `checkMs` have passed, not before', async () => {
  const clock = new ManualClock();
  const path = makeFile('old');
  await settle();
  using file = cachedFile(path, { parse: text, clock, checkMs: 1000 });
  await file.read();
  writeFileSync(path, 'new');

  clock.advance(999);
  expect(file.readSync()).toBe('old');
  clock.advance(1);
  expect(file.readSync()).toBe('new');
});

test('watched, it sees a change, a replacement, a removal and the return of the file', async () => {
  const path = makeFile('one');
  await settle();
  using file = cachedFile(path, { parse: text, watch: true, checkMs: Infinity });
  expect(await file.read()).toBe('one');
  expect(file.stats().isWatched).toBe(true);

  writeFileSync(path, 'two');
  await vi.waitUntil(async () => (await file.read()) === 'two', { timeout: 10_000 });
  writeFileSync(`${path}.new`, 'three');
  renameSync(`${path}.new`, path);
  await vi.waitUntil(async () => (await file.read()) === 'three', { timeout: 10_000 });
  rmSync(path);
  await vi.waitUntil(async () => (await codeOfAsync(async () => file.read())) === 'ENOENT', { timeout: 10_000 });
  writeFileSync(path, 'four');
  expect(await file.read()).toBe('four');
});

test('watched, nothing is looked at while nothing happens', async () => {
  const path = makeFile('one');
  await settle();
  using file = cachedFile(path, { watch: true });
  await file.read();
  const { hits } = file.stats();
  for (let read = 0; read < 100; read++) file.readSync();

  expect(file.stats()).toMatchObject({ hits: hits + 100, loads: 1 });
});

test('a folder that cannot be watched falls back to looking', async () => {
  using file = cachedFile(join(folder, 'no', 'such', 'file'), { watch: true });

  expect(file.stats().isWatched).toBe(false);
  expect(await codeOfAsync(async () => file.read())).toBe('ENOENT');
  expect(await codeOfAsync(() => file.readSync())).toBe('ENOENT');
});

test('a parse that fails keeps nothing, and the next read tries again', async () => {
  const path = makeFile('{');
  using file = cachedFile(path, { parse: (bytes) => JSON.parse(bytes.toString()) as unknown });

  await expect((async () => file.read())()).rejects.toBeInstanceOf(SyntaxError);
  writeFileSync(path, '[]');
  expect(await file.read()).toEqual([]);
});

test('reads what knows no size, and refuses what is too large', async () => {
  using proc = cachedFile('/proc/self/status', { parse: text });
  using large = cachedFile(makeFile('x'.repeat(100)), { maxBytes: 99 });
  using endless = cachedFile('/dev/zero', { maxBytes: 99 });

  expect(proc.readSync()).toMatch(/^Name:/);
  expect(await proc.read()).toMatch(/^Name:/);
  expect(await codeOfAsync(async () => large.read())).toBe('NSI_IO_CACHED_FILE_TOO_LARGE');
  expect(await codeOfAsync(() => large.readSync())).toBe('NSI_IO_CACHED_FILE_TOO_LARGE');
  expect(await codeOfAsync(async () => endless.read())).toBe('NSI_IO_CACHED_FILE_TOO_LARGE');
  expect(await codeOfAsync(() => endless.readSync())).toBe('NSI_IO_CACHED_FILE_TOO_LARGE');
});

test('a path that cannot be looked at any more rejects with what the system says', async () => {
  const path = makeFile('x');
  using file = cachedFile(path, { checkMs: 0 });
  await file.read();
  rmSync(path);
  symlinkSync(path, path);

  const read = file.read();
  expect(read).toBeInstanceOf(Promise);
  expect(await codeOfAsync(async () => read)).toBe('ELOOP');
});

test('forgets when it is told, and refuses options it cannot use', async () => {
  const path = makeFile('old');
  using file = cachedFile(path, { parse: text, checkMs: Infinity });
  await file.read();
  writeFileSync(path, 'new');
  expect(file.readSync()).toBe('old');
  file.invalidate();
  expect(file.readSync()).toBe('new');

  for (const options of [{ checkMs: -1 }, { maxBytes: 'all' }, { watched: true } as object]) {
    expect(await codeOfAsync(() => cachedFile(path, options))).toBe('NSI_IO_CACHED_FILE_OPTION');
  }
});

test('a stamp that was taken right after a change proves nothing, a later one does', () => {
  const stats = statSync(makeFile('x'));
  const young = stampOf(stats, stats.ctimeMs + settleMs - 1);
  const settled = stampOf(stats, stats.ctimeMs + settleMs);

  expect(isUnchanged(young, settled)).toBe(false);
  expect(isUnchanged(settled, settled)).toBe(true);
});
