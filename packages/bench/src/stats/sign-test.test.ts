import jstat from 'jstat';
import { expect, test } from 'vitest';
import { createRandom, normal } from './random.ts';
import { medianInterval, signTest } from './sign-test.ts';

test('agrees with the binomial distribution of jstat', () => {
  const differences = [1, 2, 3, -1, 5, 6, 7, 8, -2, 4, 4, 1];

  expect(signTest(differences)).toBeCloseTo(2 * jstat.binomial.cdf(2, 12, 0.5), 8);
});

test('equal numbers of both signs show nothing; zeros do not count', () => {
  expect(signTest([1, -1, 2, -2, 0, 0])).toBe(1);
  expect(signTest([])).toBe(1);
});

test('eight of eight is two in 256', () => {
  expect(signTest([1, 1, 1, 1, 1, 1, 1, 1])).toBeCloseTo(2 / 256, 12);
});

test('the median interval covers the median at least as often as it says, for a skewed sample too', () => {
  const random = createRandom(3);
  let covered = 0;
  for (let trial = 0; trial < 2000; trial += 1) {
    const [low, high] = medianInterval(
      Array.from({ length: 21 }, () => Math.exp(normal(random))),
      0.95,
    );
    if (low <= 1 && high >= 1) covered += 1;
  }

  expect(covered / 2000).toBeGreaterThan(0.94);
});

test('too few values give an unbounded interval', () => {
  expect(medianInterval([1, 2, 3], 0.99)).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
});
