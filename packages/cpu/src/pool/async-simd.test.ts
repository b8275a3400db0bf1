import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOfAsync } from '@nsi/workbench/test';
import { poolTasks } from '../../test/pool-module.ts';
import { createArena } from '../arena/arena.ts';
import { simd } from '../simd/simd.ts';
import { createPool } from './create-pool.ts';
import type { Pool } from './pool.ts';
import type { UntypedTasks } from './task-types.ts';

const arena = createArena({ maxBytes: 2 ** 27 });
let pool: Pool<UntypedTasks>;
beforeAll(() => {
  pool = createPool(poolTasks, { threads: 2 });
});
afterAll(() => pool[Symbol.asyncDispose]());

/** More than one band, and a last one that is not whole. */
const length = 300_001;
const fill = <T extends Float32Array | Float64Array | Uint8Array>(array: T): T => {
  let state = 7;
  for (let index = 0; index < array.length; index++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    array[index] = array instanceof Uint8Array ? state >>> 24 : state / 2 ** 31;
  }
  return array;
};

const kinds = {
  'f32 of an arena': () => [fill(arena.f32(length)), arena.f32(length)] as const,
  'f64 of an arena': () => [fill(arena.f64(length)), arena.f64(length)] as const,
  'f32 of the heap': () => [fill(new Float32Array(length)), new Float32Array(length)] as const,
  'f64 of the heap': () => [fill(new Float64Array(length)), new Float64Array(length)] as const,
};

test.each(Object.entries(kinds))('gives what simd gives, to the last bit: %s', async (_, make) => {
  const [a, b] = make();
  const plain = a.slice();
  const lanes = pool.simd;
  const options = { bins: 50, range: [-1, 1] } as const;

  expect(await lanes.sum(a)).toBe(simd.sum(plain));
  expect(await lanes.sum(a, { accuracy: 'fast' })).toBe(simd.sum(plain, { accuracy: 'fast' }));
  expect(await lanes.minMax(a)).toEqual(simd.minMax(plain));
  expect(await lanes.meanVar(a)).toEqual(simd.meanVar(plain));
  expect(await lanes.histogram(a, options)).toEqual(simd.histogram(plain, options));
  expect(await lanes.threshold(a, { at: 0.25, out: b })).toEqual(simd.threshold(plain, { at: 0.25 }));
  expect(await lanes.convert(a, { to: 'u8', scale: 100, offset: 100 })).toEqual(simd.convert(plain, { to: 'u8', scale: 100, offset: 100 }));
  const y = plain.slice();
  simd.axpy(0.5, plain, y);
  b.set(a);
  await lanes.axpy(0.5, a, b);
  expect(b).toEqual(y);
  expect(await lanes.dot(a, b)).toBe(simd.dot(plain, y));
});

test.each(['arena', 'heap'] as const)('filters images as simd does: %s', async (place) => {
  const [width, height] = [333, 200];
  const data = fill(place === 'arena' ? arena.f32(width * height) : new Float32Array(width * height));
  const image = { data, width, height };
  const plain = { data: data.slice(), width, height };
  const out = { data: arena.f32(width * height), width, height };
  const options = place === 'arena' ? { out } : {};
  const weights = [1, 2, 1, 2, 4, 2, 1, 2, 1].map((weight) => weight / 16);

  expect(Array.from((await pool.simd.convolve3(image, weights, options)).data)).toEqual(Array.from(simd.convolve3(plain, weights).data));
  expect(Array.from((await pool.simd.gaussian(image, { sigma: 1.5, ...options })).data)).toEqual(
    Array.from(simd.gaussian(plain, { sigma: 1.5 }).data),
  );
  expect(Array.from((await pool.simd.box(image, { radius: 7, ...options })).data)).toEqual(Array.from(simd.box(plain, { radius: 7 }).data));
});

test('small arrays and none at all are done at once', async () => {
  expect(await pool.simd.sum([1, 2, 3].reduce((array, value, index) => array.fill(value, index), new Float32Array(3)))).toBe(6);
  expect(await pool.simd.sum(new Float64Array(0))).toBe(0);
});

test('arrays of many operations at the same time keep apart, and give their memory back', async () => {
  const arrays = Array.from({ length: 8 }, (_, index) => arena.f32(length).fill(index));
  const sums = await Promise.all(arrays.map((array) => pool.simd.sum(array)));
  const { used } = arena.stats;
  for (let turn = 0; turn < 20; turn++) await pool.simd.histogram(arrays[1]!, { bins: 256, range: [0, 10] });

  expect(sums).toEqual(arrays.map((_, index) => index * length));
  expect(arena.stats.used).toBe(used);
});

test('wrong arrays reject before anything runs', async () => {
  expect(await codeOfAsync(pool.simd.dot(new Float32Array(3), new Float32Array(4)))).toBe('NSI_CPU_LENGTH');
});
