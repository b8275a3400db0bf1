import {
  appendFileSync,
  closeSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { codeOfAsync, ManualClock } from '@nsi/workbench/test';
import { scratchFolder } from '../../test/scratch-folder.ts';
import { seededBytes } from '../../test/seeded-bytes.ts';
import { createHandlePool, type HandlePool } from '../handle-pool/create-handle-pool.ts';
import { createBlockCache } from './create-block-cache.ts';

const folder = scratchFolder();
let fileCount = 0;

function makeFile(bytes: Uint8Array): string {
  const path = join(folder, `file-${fileCount++}`);
  writeFileSync(path, bytes);
  return path;
}

/** Waits until the stamp of what was just written is trusted. */
async function settle(): Promise<void> {
  const start = Date.now();
  await vi.waitUntil(() => Date.now() - start > 40, { interval: 5 });
}

function naiveRead(path: string, offset: number, length: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, readSync(file, bytes, 0, length, offset));
  } finally {
    closeSync(file);
  }
}

type Step =
  | { readonly kind: 'read'; readonly offset: number; readonly length: number }
  | { readonly kind: 'write'; readonly offset: number; readonly bytes: Uint8Array }
  | { readonly kind: 'append'; readonly bytes: Uint8Array }
  | { readonly kind: 'truncate'; readonly size: number }
  | { readonly kind: 'replace'; readonly bytes: Uint8Array };

const offsets = fc.integer({ min: 0, max: 5000 });
const someBytes = fc.uint8Array({ minLength: 1, maxLength: 2000 });
const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('read' as const), offset: offsets, length: fc.integer({ min: 0, max: 3000 }) }) },
  fc.record({ kind: fc.constant('write' as const), offset: offsets, bytes: someBytes }),
  fc.record({ kind: fc.constant('append' as const), bytes: someBytes }),
  fc.record({ kind: fc.constant('truncate' as const), size: offsets }),
  fc.record({ kind: fc.constant('replace' as const), bytes: someBytes }),
);

function change(path: string, step: Exclude<Step, { kind: 'read' }>): void {
  if (step.kind === 'append') appendFileSync(path, step.bytes);
  else if (step.kind === 'truncate') truncateSync(path, step.size);
  else if (step.kind === 'replace') {
    writeFileSync(`${path}.new`, step.bytes);
    renameSync(`${path}.new`, path);
  } else {
    const file = openSync(path, 'r+');
    writeSync(file, step.bytes, 0, step.bytes.length, step.offset);
    closeSync(file);
  }
}

test('with a look at every read, it reads what a naive reader would, whatever happens to the file in between', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { maxLength: 25 }), fc.integer({ min: 0, max: 3 }), async (script, ahead) => {
      const path = makeFile(seededBytes(4000, 1));
      await using cache = createBlockCache({ blockBytes: 512, maxBytes: 2048, ahead, checkMs: 0 });
      using file = await cache.open(path);

      const cached: Buffer[] = [];
      const naive: Buffer[] = [];
      for (const step of script) {
        if (step.kind === 'read') {
          cached.push(Buffer.from(await file.read(step.offset, step.length)));
          naive.push(naiveRead(path, step.offset, step.length));
        } else change(path, step);
      }
      expect(cached).toEqual(naive);
      rmSync(path);
    }),
    { numRuns: 60 },
  );
});

test('reads of a file that does not change equal slices of it, many at a time', async () => {
  const bytes = seededBytes(100_000, 2);
  const path = makeFile(bytes);
  await settle();
  const range = fc.tuple(fc.integer({ min: 0, max: 110_000 }), fc.integer({ min: 0, max: 20_000 }));
  await fc.assert(
    fc.asyncProperty(fc.array(range, { maxLength: 20 }), fc.constantFrom(512, 4096, 65_536), async (ranges, blockBytes) => {
      await using cache = createBlockCache({ blockBytes, maxBytes: 30_000 });
      using file = await cache.open(path);

      const read = await Promise.all(ranges.map(async ([offset, length]) => file.read(offset, length)));

      expect(read).toEqual(ranges.map(([offset, length]) => bytes.subarray(offset, offset + length)));
    }),
    { numRuns: 60 },
  );
});

test('gives a promise on a miss, the bytes themselves on a hit, across blocks too', async () => {
  const path = makeFile(seededBytes(3000, 3));
  await settle();
  await using cache = createBlockCache({ blockBytes: 1024 });
  using file = await cache.open(path);

  const miss = file.read(500, 1000);
  expect(miss).toBeInstanceOf(Promise);
  await miss;

  expect(file.read(100, 50)).toEqual(readFileSync(path).subarray(100, 150));
  expect(file.read(1000, 100)).toEqual(readFileSync(path).subarray(1000, 1100));
  expect(file.size).toBe(3000);
});

test('ends at the end of the file', async () => {
  const path = makeFile(seededBytes(1500, 4));
  await using cache = createBlockCache({ blockBytes: 1024 });
  using file = await cache.open(path);

  expect(await file.read(1400, 1000)).toHaveLength(100);
  expect(await file.read(1500, 1)).toHaveLength(0);
  expect(await file.read(10 ** 12, 10)).toHaveLength(0);
});

test('callers who ask for the same blocks at the same time share one read', async () => {
  const path = makeFile(seededBytes(10_000, 5));
  await settle();
  await using cache = createBlockCache({ blockBytes: 1024, ahead: 0 });
  using file = await cache.open(path);

  await Promise.all(Array.from({ length: 20 }, async (_, index) => file.read(index * 100, 1000)));

  expect(cache.stats().loads).toBe(3);
});

test('loads ahead of a consumer that reads on', async () => {
  const path = makeFile(seededBytes(20 * 1024, 6));
  await settle();
  await using cache = createBlockCache({ blockBytes: 1024, ahead: 4 });
  using file = await cache.open(path);
  await file.read(0, 1024);
  await file.read(1024, 1024);
  await vi.waitUntil(() => cache.stats().loadsInFlight === 0, { timeout: 10_000 });

  expect(cache.stats().size).toBe(6);
  expect(file.read(2048, 1024)).toBeInstanceOf(Buffer);
});

test('loads nothing ahead of one who reads here and there', async () => {
  const path = makeFile(seededBytes(40 * 1024, 6));
  await settle();
  await using cache = createBlockCache({ blockBytes: 1024, ahead: 4 });
  using file = await cache.open(path);
  for (const block of [9, 3, 30, 17]) await file.read(block * 1024, 10);

  expect(cache.stats()).toMatchObject({ loads: 4, size: 4 });
});

test('looks at the file again once `checkMs` have passed, not before', async () => {
  const clock = new ManualClock();
  const path = makeFile(Buffer.from('old content'));
  await settle();
  await using cache = createBlockCache({ clock, checkMs: 100 });
  using file = await cache.open(path);
  await file.read(0, 3);
  writeFileSync(path, 'new content');

  expect((await file.read(0, 3)).toString()).toBe('old');
  clock.advance(99);
  expect((await file.read(0, 3)).toString()).toBe('old');
  clock.advance(1);
  expect((await file.read(0, 3)).toString()).toBe('new');
  expect(cache.stats().changes).toBe(1);
});

test('a change that leaves size and mtime as they were is seen', async () => {
  const path = makeFile(Buffer.from('one'));
  const time = new Date('2020-01-01');
  utimesSync(path, time, time);
  await settle();
  await using cache = createBlockCache({ checkMs: 0 });
  using file = await cache.open(path);
  await file.read(0, 3);
  expect(file.read(0, 3)).toBeInstanceOf(Buffer);

  writeFileSync(path, 'two');
  utimesSync(path, time, time);

  expect((await file.read(0, 3)).toString()).toBe('two');
});

test('never looks again with `checkMs: Infinity`, until it is told', async () => {
  const path = makeFile(Buffer.from('old'));
  await using cache = createBlockCache({ checkMs: Infinity });
  using file = await cache.open(path);
  await file.read(0, 3);
  writeFileSync(path, 'new');
  expect((await file.read(0, 3)).toString()).toBe('old');

  file.invalidate();

  expect((await file.read(0, 3)).toString()).toBe('new');
});

test('keeps to its bound, and keeps nothing with a bound of 0', async () => {
  const path = makeFile(seededBytes(100 * 1024, 7));
  await settle();
  await using small = createBlockCache({ blockBytes: 1024, maxBytes: 10 * 1024, ahead: 0 });
  await using none = createBlockCache({ maxBytes: 0 });
  using file = await small.open(path);
  using plain = await none.open(path);
  for (let block = 0; block < 100; block++) {
    expect(await file.read(block * 1024, 1024)).toEqual(await plain.read(block * 1024, 1024));
    expect(small.stats().bytes).toBeLessThanOrEqual(10 * 1024);
  }

  expect(none.stats().size).toBe(0);
  small.shrink(0.5);
  expect(small.stats().bytes).toBeLessThanOrEqual(5 * 1024);
});

test('a file that knows no size is read past the cache', async () => {
  await using cache = createBlockCache();
  using file = await cache.open('/proc/self/status');

  expect((await file.read(0, 5)).toString()).toBe('Name:');
});

test('says what the system says when the file is gone, and reads it when it is back', async () => {
  const path = makeFile(Buffer.from('here'));
  await using cache = createBlockCache({ checkMs: 0 });
  using file = await cache.open(path);
  rmSync(path);

  expect(await codeOfAsync(async () => file.read(0, 4))).toBe('ENOENT');
  writeFileSync(path, 'back');
  expect((await file.read(0, 4)).toString()).toBe('back');
});

test('who aborts is let go, the others get their bytes', async () => {
  const path = makeFile(seededBytes(5000, 8));
  await using cache = createBlockCache();
  using file = await cache.open(path);
  const abortion = new AbortController();
  const aborted = file.read(0, 100, { signal: abortion.signal });
  const other = file.read(0, 100);
  abortion.abort();

  expect(await codeOfAsync(async () => aborted)).toBe(20);
  expect(await other).toHaveLength(100);
});

test('copies into a buffer of the caller', async () => {
  const path = makeFile(seededBytes(5000, 9));
  await using cache = createBlockCache();
  using file = await cache.open(path);
  const target = Buffer.alloc(1000);

  expect(await file.readInto(target, 4500)).toBe(500);
  expect(target.subarray(0, 500)).toEqual(readFileSync(path).subarray(4500));
});

test('refuses impossible ranges, closed files, folders and options', async () => {
  const path = makeFile(Buffer.from('x'));
  await using cache = createBlockCache();
  const file = await cache.open(path);

  for (const [offset, length] of [
    [-1, 1],
    [0.5, 1],
    [0, -1],
    [0, Number.NaN],
    [2 ** 53, 1],
  ] as const) {
    expect(await codeOfAsync(() => file.read(offset, length))).toBe('NSI_IO_BLOCK_CACHE_RANGE');
  }
  file.close();
  expect(await codeOfAsync(() => file.read(0, 1))).toBe('NSI_IO_BLOCK_CACHE_RANGE');
  expect(await codeOfAsync(cache.open(folder))).toBe('NSI_IO_BLOCK_CACHE_FILE');
  expect(await codeOfAsync(cache.open(join(folder, 'nothing')))).toBe('ENOENT');
  for (const options of [
    { blockBytes: 1 },
    { ahead: -1 },
    { checkMs: Number.NaN },
    { maxBytes: 'much' },
    { policy: 'fifo' } as object,
    { blockByte: 1 } as object,
  ]) {
    expect(await codeOfAsync(() => createBlockCache(options))).toBe('NSI_IO_BLOCK_CACHE_OPTION');
  }
});

test('a file replaced under a pool that still holds the old one is read anew', async () => {
  const path = makeFile(Buffer.from('old'));
  await using handles = createHandlePool({ checkMs: Infinity });
  await using cache = createBlockCache({ handles, checkMs: 0 });
  using file = await cache.open(path);
  await file.read(0, 3);

  change(path, { kind: 'replace', bytes: Buffer.from('new') });

  expect((await file.read(0, 3)).toString()).toBe('new');
});

test('a read that fails reaches all who wait, is not kept, and is tried again', async () => {
  const path = makeFile(seededBytes(5000, 11));
  await using pool = createHandlePool();
  let faults = 1;
  const handles: HandlePool = {
    ...pool,
    acquire: async (...request) => {
      if (faults-- > 0) throw Object.assign(new Error('input/output error'), { code: 'EIO' });
      return pool.acquire(...request);
    },
  };
  await using cache = createBlockCache({ handles });
  using file = await cache.open(path);

  const codes = await Promise.all([codeOfAsync(async () => file.read(0, 10)), codeOfAsync(async () => file.read(4000, 10))]);

  expect(codes).toEqual(['EIO', 'EIO']);
  expect(await file.read(0, 10)).toEqual(readFileSync(path).subarray(0, 10));
});

test('while the file is replaced all the time, every read is of one of its states', async () => {
  const path = makeFile(Buffer.alloc(20_000, 1));
  await using cache = createBlockCache({ blockBytes: 1024, checkMs: 0, ahead: 2 });
  using file = await cache.open(path);
  const replacements = { isOver: false };
  const replacing = (async () => {
    for (let state = 2; !replacements.isOver; state++) {
      await writeFile(`${path}.new`, Buffer.alloc(20_000, state));
      await rename(`${path}.new`, path);
    }
  })();

  const mixed: number[] = [];
  for (let turn = 0; turn < 300; turn++) {
    const bytes = await file.read((turn * 37) % 5000, 15_000);
    if (bytes.length !== 15_000 || bytes.some((byte) => byte !== bytes[0])) mixed.push(turn);
  }
  replacements.isOver = true;
  await replacing;

  expect(mixed).toEqual([]);
});

test('forgets everything when it is cleared', async () => {
  const path = makeFile(seededBytes(5000, 10));
  await settle();
  await using cache = createBlockCache({ checkMs: Infinity });
  using file = await cache.open(path);
  await file.read(0, 5000);

  cache.clear();

  expect(cache.stats()).toMatchObject({ size: 0, bytes: 0 });
  const read = file.read(0, 10);
  expect(read).toBeInstanceOf(Promise);
  await read;
});
