import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Executor } from '@nsi/core/ports';
import { createExecutor } from '../src/pool/executor.ts';

/** The part of @nsi/memory that takes an executor. Not imported by name: neither of the two packages may depend on the other. */
interface Packing {
  packArray(array: Uint16Array, options?: object): Uint8Array;
  packArrayAsync(array: Uint16Array, options: { readonly executor: Executor; readonly signal?: AbortSignal }): Promise<Uint8Array>;
  unpackArrayAsync(packed: Uint8Array, options: { readonly executor: Executor }): Promise<Uint16Array>;
}

const memory = (await import(new URL('../../memory/src/index.ts', import.meta.url).href)) as Packing;
let executor: AsyncDisposable & Executor;
beforeAll(() => {
  executor = createExecutor({ threads: 2 });
});
afterAll(() => executor[Symbol.asyncDispose]());

/** 4 MiB: several runs of blocks on both threads. */
const array = Uint16Array.from({ length: 2 ** 21 }, (_, index) => (index * index) >> 9);

test('packs and unpacks arrays of @nsi/memory on the threads of the pool, to the same bytes', async () => {
  const packed = await memory.packArrayAsync(array, { executor });

  expect(Buffer.from(packed).equals(memory.packArray(array))).toBe(true);
  expect(Buffer.from((await memory.unpackArrayAsync(packed, { executor })).buffer).equals(Buffer.from(array.buffer))).toBe(true);
});

test('an abort of the caller reaches the pool, which goes on afterwards', async () => {
  const controller = new AbortController();
  const packing = memory.packArrayAsync(array, { executor, signal: controller.signal }).catch((error: unknown) => (error as Error).message);
  controller.abort(new Error('enough'));

  expect(await packing).toBe('enough');
  expect((await memory.packArrayAsync(array, { executor })).length).toBeGreaterThan(0);
});
