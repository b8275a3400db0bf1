import { expect, test } from 'vitest';
import { mean, median } from './quantile.ts';
import { createRandom, normal, shuffle } from './random.ts';
import { bootstrapInterval } from './bootstrap.ts';

test('equal seeds give equal sequences, other seeds others', () => {
  const take = (seed: number): number[] => Array.from({ length: 5 }, createRandom(seed));

  expect(take(1)).toEqual(take(1));
  expect(take(1)).not.toEqual(take(2));
});

test('numbers are uniform in [0, 1)', () => {
  const values = Array.from({ length: 20_000 }, createRandom(9));

  expect(mean(values)).toBeCloseTo(0.5, 1);
  expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...values)).toBeLessThan(1);
});

test('every order of three comes up equally often', () => {
  const random = createRandom(4);
  const seen = new Map<string, number>();
  for (let i = 0; i < 6000; i += 1) {
    const key = shuffle([1, 2, 3], random).join('');
    seen.set(key, (seen.get(key) ?? 0) + 1);
  }

  expect(seen.size).toBe(6);
  for (const count of seen.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

test('a bootstrap interval of the median holds the median', () => {
  const random = createRandom(11);
  const values = Array.from({ length: 100 }, () => 10 + normal(random));

  const [low, high] = bootstrapInterval(values, median, { confidence: 0.95, resamples: 500, random });

  expect(low).toBeLessThan(median(values));
  expect(high).toBeGreaterThan(median(values));
  expect(high - low).toBeLessThan(1);
});
