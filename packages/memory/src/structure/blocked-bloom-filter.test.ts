import { isNsiError } from '@nsi/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BlockedBloomFilter, type BloomKey } from './blocked-bloom-filter.ts';
import { blockedRatio, bloomShape } from './bloom-shape.ts';

const keys = fc.array(fc.oneof(fc.string(), fc.double(), fc.integer(), fc.uint8Array()), { minLength: 1, maxLength: 200 });
const isFilterError = (error: unknown): boolean => isNsiError(error, 'NSI_MEMORY_STRUCTURE_FILTER');

test('never denies a key that was added', () => {
  fc.assert(
    fc.property(keys, fc.constantFrom(0.5, 0.01, 1e-6), (added, falsePositiveRatio) => {
      const filter = new BlockedBloomFilter({ capacity: 50, falsePositiveRatio });

      for (const key of added) filter.add(key);

      for (const key of added) expect(filter.has(key)).toBe(true);
    }),
  );
});

const makers: Readonly<Record<string, (index: number) => BloomKey>> = {
  'counting numbers': (index) => index,
  fractions: (index) => index / 7,
  'multiples of 4096': (index) => index * 4096,
  'user names': (index) => `user:${index}`,
  'long equal prefixes': (index) => `https://example.com/a/b/c/d/e/f/g?id=${index}`,
  bytes: (index) => Uint8Array.of(index, index >> 8, index >> 16, 0),
};

test.each(
  Object.keys(makers).flatMap(
    (name) =>
      [
        [name, 0.1],
        [name, 0.01],
        [name, 0.0005],
      ] as const,
  ),
)('takes at most the stated share of absent %s for present (%s)', (name, falsePositiveRatio) => {
  const count = 60_000;
  const make = makers[name]!;
  const filter = new BlockedBloomFilter({ capacity: count, falsePositiveRatio, seed: 7 });
  for (let index = 0; index < count; index++) filter.add(make(index));

  let falsePositives = 0;
  for (let index = count; index < count * 4; index++) if (filter.has(make(index))) falsePositives += 1;

  const expected = falsePositiveRatio * count * 3;
  expect(falsePositives).toBeLessThan(expected * 1.1 + 5 * Math.sqrt(expected));
});

test('survives the way to bytes and back', () => {
  const filter = new BlockedBloomFilter({ capacity: 1000 });
  for (let key = 0; key < 1000; key++) filter.add(key);

  const copy = BlockedBloomFilter.fromBytes(filter.toBytes());

  for (let key = 0; key < 5000; key++) expect(copy.has(key)).toBe(filter.has(key));
});

test('refuses stored bytes that are cut short, foreign or changed in one bit', () => {
  const bytes = new BlockedBloomFilter({ capacity: 100 }).add('a').toBytes();

  fc.assert(
    fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
      const flipped = bytes.slice();
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => BlockedBloomFilter.fromBytes(flipped)).toThrow(expect.toSatisfy(isFilterError));
    }),
  );
  for (const length of [0, 4, 31, 32, bytes.length - 1]) {
    expect(() => BlockedBloomFilter.fromBytes(bytes.subarray(0, length))).toThrow(expect.toSatisfy(isFilterError));
  }
  expect(() => BlockedBloomFilter.fromBytes(new Uint8Array(200))).toThrow(expect.toSatisfy(isFilterError));
});

test('unites filters of one shape and seed, and refuses others', () => {
  const options = { capacity: 100, seed: 3 };
  const left = new BlockedBloomFilter(options).add('a');

  left.unite(new BlockedBloomFilter(options).add('b'));

  expect([left.has('a'), left.has('b')]).toEqual([true, true]);
  expect(() => left.unite(new BlockedBloomFilter({ capacity: 100, seed: 4 }))).toThrow(expect.toSatisfy(isFilterError));
  left.clear();
  expect(left.has('a')).toBe(false);
});

test('takes about ten bits a key at one percent', () => {
  const { byteLength } = new BlockedBloomFilter({ capacity: 1_000_000, falsePositiveRatio: 0.01 });

  expect((byteLength * 8) / 1_000_000).toBeLessThan(11);
});

test('chooses a shape within the ratio for every ratio', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 0.5, noNaN: true }), fc.integer({ min: 1, max: 1e7 }), (ratio, capacity) => {
      const { blocks, bitsPerKey } = bloomShape(capacity, ratio);

      expect(blockedRatio(capacity / blocks, bitsPerKey)).toBeLessThanOrEqual(ratio * 1.001);
    }),
  );
});

test('refuses impossible capacities, ratios and keys', () => {
  for (const options of [
    { capacity: 0 },
    { capacity: 1.5 },
    { capacity: 1, falsePositiveRatio: 0 },
    { capacity: 1, falsePositiveRatio: 1 },
    { capacity: 2 ** 50 },
  ]) {
    expect(() => new BlockedBloomFilter(options)).toThrow(expect.toSatisfy((error) => isNsiError(error, 'NSI_MEMORY_STRUCTURE_SIZE')));
  }
  expect(() => new BlockedBloomFilter({ capacity: 1 }).add(null as unknown as string)).toThrow('expected a string, a number or bytes');
});
