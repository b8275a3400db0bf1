import fc from 'fast-check';
import { expect, test } from 'vitest';
import { methodLevels } from '../options.ts';
import { pairedRatio } from './paired-ratio.ts';
import { createRandom, normal } from './random.ts';

const rule = methodLevels.strict;
const forks = (centre: number, spread: number, count = 9): number[] => {
  const random = createRandom(6);
  return Array.from({ length: count }, () => centre * Math.exp(spread * normal(random)));
};

test.each([
  [1.05, 'regression'],
  [0.95, 'improvement'],
  [1, 'no change'],
] as const)('nine forks around %f are a %s', (centre, verdict) => {
  expect(pairedRatio(forks(centre, 0.003), rule).verdict).toBe(verdict);
});

test('a wide interval decides nothing and says how many more forks would', () => {
  const result = pairedRatio(forks(1.02, 0.05), rule);

  expect(result.verdict).toBe('inconclusive');
  expect(result.moreForks).toBeGreaterThan(5);
});

test('one fork decides nothing', () => {
  expect(pairedRatio([2], rule)).toMatchObject({ ratio: 2, verdict: 'inconclusive', interval: [0, Number.POSITIVE_INFINITY] });
});

test('swapping the two sides inverts ratio and interval', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0.2, max: 5, noNaN: true }), { minLength: 3, maxLength: 15 }), (ratios) => {
      const there = pairedRatio(ratios, rule);
      const back = pairedRatio(
        ratios.map((ratio) => 1 / ratio),
        rule,
      );

      expect(back.ratio * there.ratio).toBeCloseTo(1, 8);
      expect(back.interval[0] * there.interval[1]).toBeCloseTo(1, 6);
    }),
  );
});
