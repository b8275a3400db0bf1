import fc from 'fast-check';
import { expect, test } from 'vitest';
import { methodLevels } from '../options.ts';
import { createRandom, normal } from '../stats/random.ts';
import { forkRatio } from './fork-ratio.ts';

const quantile = { ...methodLevels.strict, estimator: 'quantile' } as const;
const bands = { ...methodLevels.strict, estimator: 'band minimum' } as const;
const blocks = (count: number, at: (round: number) => number): Float64Array =>
  Float64Array.from({ length: count }, (_, round) => at(round));

test.each([quantile, bands])('equal blocks have a ratio of 1, twice as long ones of 2 ($estimator)', (method) => {
  const baseline = blocks(400, (round) => 1000 + (round % 17));

  expect(forkRatio(baseline, baseline, method)).toBe(1);
  expect(
    forkRatio(
      baseline,
      baseline.map((ns) => 2 * ns),
      method,
    ),
  ).toBe(2);
});

test.each([quantile, bands])('swapping the sides inverts the ratio ($estimator)', (method) => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 1e6 })), { minLength: 1, maxLength: 19 }),
      (pairs) => {
        const [left, right] = [Float64Array.from(pairs, ([ns]) => ns), Float64Array.from(pairs, ([, ns]) => ns)];

        expect(forkRatio(left, right, method) * forkRatio(right, left, method)).toBeCloseTo(1, 9);
      },
    ),
  );
});

test('band minima see through a machine that changes its speed in the middle, where low quantiles do not', () => {
  const random = createRandom(8);
  const spike = (): number => (random() < 0.5 ? 3 : 1);
  // A seventh of the rounds runs at full speed; the candidate is preempted more often just then.
  const speed = (round: number): number => (round < 60 ? 1 : 1.6);
  const baseline = blocks(400, (round) => 1000 * speed(round) * (1 + 0.001 * normal(random)));
  const candidate = blocks(400, (round) => 1000 * speed(round) * (round < 60 ? spike() : 1) * (1 + 0.001 * normal(random)));

  expect(forkRatio(baseline, candidate, bands)).toBeCloseTo(1, 2);
  expect(Math.abs(forkRatio(baseline, candidate, quantile) - 1)).toBeGreaterThan(0.1);
});

test.each([quantile, bands])('a timer that stood still gives a finite ratio ($estimator)', (method) => {
  expect(
    forkRatio(
      blocks(10, () => 0),
      blocks(10, () => 0),
      method,
    ),
  ).toBe(1);
});
