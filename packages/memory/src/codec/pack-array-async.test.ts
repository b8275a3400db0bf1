import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { codeOfAsync } from '@nsi/workbench/test';
import { arrayOfAnyKind, bytesIn, makeArray, xorshift } from '../../test/sample-arrays.ts';
import { createWorkerExecutor } from '../../test/worker-executor.ts';
import { filters } from './filter-names.ts';
import { packArrayAsync } from './pack-array-async.ts';
import { packArray } from './pack-array.ts';
import { packedCodecNames } from './packed-codec-names.ts';
import { unpackArrayAsync } from './unpack-array-async.ts';
import { unpackArray } from './unpack-array.ts';

const executor = createWorkerExecutor(2);
afterAll(() => executor[Symbol.asyncDispose]());

const large = makeArray({ type: 'int32', length: 1_500_000, kind: 'walk', seed: 8 });

test.each(packedCodecNames)('packs and unpacks with %s on libuv, readable both ways', async (codec) => {
  await fc.assert(
    fc.asyncProperty(arrayOfAnyKind(1200), fc.constantFrom(...filters, 'auto' as const), fc.boolean(), async (array, filter, checksum) => {
      const options = { codec, filter, checksum, blockLength: 256 };

      const packed = await packArrayAsync(array, options);

      expect(bytesIn(unpackArray(packed)).equals(bytesIn(array))).toBe(true);
      expect(bytesIn(await unpackArrayAsync(packed)).equals(bytesIn(array))).toBe(true);
      expect(bytesIn(await unpackArrayAsync(packArray(array, options))).equals(bytesIn(array))).toBe(true);
    }),
    { numRuns: 25 },
  );
});

test('packs on the threads of an executor exactly what packArray packs', async () => {
  for (const options of [{}, { codec: 'zstd', level: 1 }, { filter: 'none', checksum: false, blockLength: 4096 }] as const) {
    const packed = await packArrayAsync(large, { ...options, executor });

    expect(packed.equals(packArray(large, options))).toBe(true);
    expect(bytesIn(await unpackArrayAsync(packed, { executor })).equals(bytesIn(large))).toBe(true);
  }
});

test('reads shared memory from the threads, without a copy', async () => {
  const shared = new Float64Array(new SharedArrayBuffer(4_000_000)).fill(1.5);

  const packed = await packArrayAsync(shared, { executor });

  expect(unpackArray(packed)).toEqual(new Float64Array(500_000).fill(1.5));
});

test('leaves the array in place', async () => {
  await packArrayAsync(large, { executor });
  await packArrayAsync(large);

  expect(large.length).toBe(1_500_000);
});

test('several arrays at a time do not mix, with dictionaries of their own', async () => {
  const random = xorshift(4);
  const dictionaries = [1, 2, 3].map((seed) => Uint8Array.from({ length: 2000 }, xorshift(seed)));
  const jobs = Array.from({ length: 12 }, (_, index) => {
    const dictionary = dictionaries[index % 3] as Uint8Array;
    return {
      dictionary,
      array: Uint8Array.from({ length: 3000 }, (__, at) => (at % 500 < 400 ? (dictionary[at % 2000] as number) : random())),
    };
  });

  const packed = await Promise.all(jobs.map(({ array, dictionary }) => packArrayAsync(array, { dictionary, blockLength: 256 })));
  const restored = await Promise.all(
    packed.map((bytes, index) => unpackArrayAsync(bytes, { dictionary: jobs[index]?.dictionary as Uint8Array })),
  );

  restored.forEach((array, index) => expect(array).toEqual(jobs[index]?.array));
});

test('rejects with the reason of its signal, before and during the work', async () => {
  const packed = packArray(large);
  const reason = new Error('enough');
  const starts: ((signal: AbortSignal) => Promise<unknown>)[] = [
    (signal) => packArrayAsync(large, { signal }),
    (signal) => packArrayAsync(large, { signal, codec: 'zstd', level: 9 }),
    (signal) => packArrayAsync(large, { signal, executor }),
    (signal) => unpackArrayAsync(packed, { signal }),
  ];

  for (const start of starts) {
    expect(await reasonOf(start(AbortSignal.abort(reason)))).toBe(reason);
    const controller = new AbortController();
    const working = start(controller.signal);
    controller.abort(reason);
    expect(await reasonOf(working)).toBe(reason);
  }
  expect(await reasonOf(unpackArrayAsync(packed, { signal: AbortSignal.abort(reason), executor }))).toBe(reason);
});

test('damage is noticed on every way', async () => {
  for (const codec of packedCodecNames) {
    const packed = packArray(large, { codec });
    packed[packed.length >> 1] = (packed[packed.length >> 1] as number) ^ 1;

    expect(await codeOfAsync(unpackArrayAsync(packed))).toBe('NSI_MEMORY_CODEC_CORRUPT');
    expect(await codeOfAsync(unpackArrayAsync(packed, { executor }))).toBe('NSI_MEMORY_CODEC_CORRUPT');
  }
});

test('lets the event loop turn while it works', async () => {
  const turns = { packing: 0, unpacking: 0 };
  let phase: keyof typeof turns = 'packing';
  const counter = setInterval(() => turns[phase]++, 1);

  const packed = await packArrayAsync(large, { codec: 'zstd', level: 6 });
  phase = 'unpacking';
  await unpackArrayAsync(packed);
  clearInterval(counter);

  expect(turns.packing).toBeGreaterThan(0);
});

async function reasonOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'done',
    (error: unknown) => error,
  );
}
