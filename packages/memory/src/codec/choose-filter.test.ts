import { expect, test } from 'vitest';
import { makeArray, xorshift } from '../../test/sample-arrays.ts';
import type { ElementArray } from './element-type.ts';
import { filters } from './filter-names.ts';
import { packArray } from './pack-array.ts';
import { describePacked } from './unpack-array.ts';

const random = xorshift(2);
const length = 100_000;
const subjects: readonly (readonly [string, ElementArray])[] = [
  [
    'events about a millisecond apart',
    BigInt64Array.from(
      { length },
      (
        (now = 10n ** 15n) =>
        () =>
          (now += BigInt(1000 + (random() % 60)))
      )(),
    ),
  ],
  ['a picture with noise', Uint16Array.from({ length }, (_, index) => 2000 + 900 * Math.sin(index / 190) + (random() % 24))],
  ['a temperature', Float32Array.from({ length }, (_, index) => Math.round((20 + 3 * Math.sin(index / 5000)) * 100) / 100)],
  ['small counts', Uint32Array.from({ length }, () => random() % 12)],
  ['text', Buffer.from('the quick brown fox jumps over the lazy dog; '.repeat(2000))],
];

test.each(subjects)('picks for %s a filter that leaves it within a fifth of the best', (_, array) => {
  const best = Math.min(...filters.map((filter) => packArray(array, { filter }).length));

  expect(packArray(array).length).toBeLessThanOrEqual(best * 1.25);
});

test('packs timestamps by their differences', () => {
  expect(describePacked(packArray((subjects[0] as (typeof subjects)[number])[1])).filter).toBe('delta-bitpack');
});

test('takes the plain order for noise and short arrays, which a sample tells nothing of', () => {
  expect(describePacked(packArray(makeArray({ type: 'float64', length: 5000, kind: 'noise', seed: 1 }))).filter).toBe('shuffle');
  expect(describePacked(packArray(Float64Array.of(1, 2, 3))).filter).toBe('shuffle');
  expect(describePacked(packArray(Uint8Array.of(1, 2, 3))).filter).toBe('none');
});
