import { isNsiError } from '@nsi/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IntMap, type IntMapValues } from './int-map.ts';

const keys = fc.oneof(fc.integer({ min: -4, max: 12 }), fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }));
const kinds = fc.constantFrom<IntMapValues>('int32', 'uint32', 'float64', 'any');
type Step = readonly ['set', number, number] | readonly ['delete', number] | readonly ['clear'];
const steps = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.tuple(fc.constant('set' as const), keys, fc.nat()) },
    { weight: 4, arbitrary: fc.tuple(fc.constant('delete' as const), keys) },
    { weight: 1, arbitrary: fc.tuple(fc.constant('clear' as const)) },
  ) as fc.Arbitrary<Step>,
  { maxLength: 400 },
);

test('behaves as a Map does under any sequence of sets, deletes and clears', () => {
  fc.assert(
    fc.property(kinds, steps, (values, sequence) => {
      const map = new IntMap({ values });
      const model = new Map<number, number>();

      for (const step of sequence) {
        expect(apply(map, step)).toEqual(apply(model, step));
        expect(map.size).toBe(model.size);
      }

      expect(new Map(map)).toEqual(model);
      expect(new Set(map.keys())).toEqual(new Set(model.keys()));
      for (const [key] of model) expect(map.has(key)).toBe(true);
    }),
  );
});

test('keeps the last value of a key that a bulk insert brings twice, whatever the number of keys', () => {
  fc.assert(
    fc.property(fc.constantFrom(10, 60_000), fc.nat(), (count, seed) => {
      const keyList = Int32Array.from({ length: count }, (_, index) => Math.imul(index + seed, 2_654_435_761) % Math.ceil(count / 2));
      const valueList = Int32Array.from({ length: count }, (_, index) => index);

      const map = IntMap.from(keyList, valueList, { values: 'int32' });

      const model = new Map(Array.from(keyList, (key, index) => [key, valueList[index]]));
      expect(map.size).toBe(model.size);
      for (const [key, value] of model) expect(map.get(key)).toBe(value);
    }),
    { numRuns: 20 },
  );
});

test('adds a bulk to the entries that are there', () => {
  const map = new IntMap().set(1, 1).set(-7, 7).set(0, 3);

  map.setAll(
    Array.from({ length: 70_000 }, (_, index) => index),
    Array.from({ length: 70_000 }, (_, index) => index * 2),
  );

  expect(map.size).toBe(70_001);
  expect([map.get(-7), map.get(0), map.get(1), map.get(69_999)]).toEqual([7, 0, 2, 139_998]);
});

test.each([1.5, Number.NaN, 2 ** 31, -(2 ** 31) - 1, Infinity, '5' as unknown as number])(
  'refuses the key %s instead of changing it',
  (key) => {
    const map = new IntMap();

    for (const use of [
      () => map.set(key, 1),
      () => map.get(key),
      () => map.has(key),
      () => map.delete(key),
      () => map.setAll([key], [1]),
    ]) {
      expect(use).toThrow(expect.toSatisfy((error) => isNsiError(error, 'NSI_MEMORY_STRUCTURE_KEY')));
    }
    expect(map.size).toBe(0);
  },
);

test.each([
  ['int32', 2 ** 31],
  ['int32', 0.5],
  ['uint32', -1],
  ['uint32', 2 ** 32],
  ['float64', 'text'],
] as const)('refuses in a map of %s the value %s, which it could not give back', (values, value) => {
  const map = new IntMap<unknown>({ values });

  expect(() => map.set(1, value)).toThrow(expect.toSatisfy((error) => isNsiError(error, 'NSI_MEMORY_STRUCTURE_KEY')));
  expect(() =>
    map.setAll(
      new Int32Array(60_000).fill(1),
      Array.from({ length: 60_000 }, () => value),
    ),
  ).toThrow('expected a value of kind');
  expect(map.size).toBe(0);
});

test('does not slow down when the keys of one map are copied into another in the order they come', () => {
  const source = IntMap.from(
    Int32Array.from({ length: 100_000 }, (_, index) => index),
    new Int32Array(100_000),
    { values: 'int32' },
  );

  const copy = new IntMap();
  for (const [key, value] of source) copy.set(key, value);

  expect(copy.size).toBe(100_000);
});

test('takes at most 0.65 of the bytes of a Map with the same entries', () => {
  // A Map keeps 3 words of 8 bytes for each slot of a table whose length is a power of two, and 1 word for every 2 slots.
  const mapBytes = (entries: number): number => 2 ** Math.ceil(Math.log2(entries)) * 28;

  for (let entries = 1000; entries < 100_000; entries = Math.ceil(entries * 1.21)) {
    const map = new IntMap({ values: 'int32' });
    for (let key = 1; key <= entries; key++) map.set(key, key);

    expect(map.byteLength / mapBytes(entries), `${entries} entries`).toBeLessThanOrEqual(0.65);
  }
});

test('refuses a capacity and a kind it cannot have', () => {
  expect(() => new IntMap({ capacity: -1 })).toThrow(expect.toSatisfy((error) => isNsiError(error, 'NSI_MEMORY_STRUCTURE_SIZE')));
  expect(() => new IntMap({ values: 'int64' as 'int32' })).toThrow('expected `values` to be int32, uint32, float64, any');
  expect(() => new IntMap().setAll([1, 2], [1])).toThrow('expected as many values as keys (2), got 1');
});

function apply(map: IntMap | Map<number, number>, [what, key = 0, value = 0]: Step): unknown {
  if (what === 'set') return map.set(key, value).get(key);
  return what === 'delete' ? map.delete(key) : map.clear();
}
