import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changePoints } from './change-points.ts';
import { createRandom, normal } from './random.ts';

test('finds the place and the size of one step', () => {
  const random = createRandom(1);
  const series = Array.from({ length: 40 }, (_, index) => (index < 25 ? 100 : 110) * (1 + 0.01 * normal(random)));

  const found = changePoints(series);

  expect(found).toHaveLength(1);
  expect(Math.abs((found[0]?.index ?? 0) - 25)).toBeLessThanOrEqual(1);
  expect(found[0]?.ratio).toBeCloseTo(1.1, 1);
});

test('finds two steps in order', () => {
  const random = createRandom(2);
  const levels = [100, 120, 105];
  const series = Array.from({ length: 90 }, (_, index) => (levels[Math.floor(index / 30)] as number) * (1 + 0.01 * normal(random)));

  expect(changePoints(series).map(({ index }) => Math.round(index / 10) * 10)).toEqual([30, 60]);
});

test('one bad night is no change', () => {
  const series = Array.from({ length: 30 }, (_, index) => 100 + (index % 7));
  series[15] = 10_000;

  expect(changePoints(series)).toEqual([]);
});

test('a flat series, a short series and an empty one have none', () => {
  expect(changePoints(Array.from({ length: 50 }, () => 5))).toEqual([]);
  expect(changePoints([1, 2, 3])).toEqual([]);
  expect(changePoints([])).toEqual([]);
});

test('depends on ranks alone: any rising transformation gives the same places', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 8, maxLength: 25 }), (values) => {
      const places = (series: readonly number[]): number[] => changePoints(series, { permutations: 300 }).map(({ index }) => index);

      expect(places(values.map((value) => Math.exp(value / 50)))).toEqual(places(values));
    }),
    { numRuns: 30 },
  );
});
