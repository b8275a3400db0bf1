import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgeRatios } from './ratio-verdict.ts';

test('a clear gain is confirmed, none is refuted, and noise is neither', () => {
  expect(judgeRatios([10, 11, 10, 12, 10], [5, 5, 5, 6, 5])).toMatchObject({ verdict: 'confirmed' });
  expect(judgeRatios([10, 10.1, 10, 9.9, 10], [10, 10, 10.1, 10, 9.9])).toMatchObject({ verdict: 'refuted' });
  expect(judgeRatios([10, 20, 10, 30, 10], [10, 10, 20, 10, 15])).toMatchObject({ verdict: 'inconclusive' });
});

test('the interval is that of the textbook: t of 4 degrees of freedom at 99 % is 4.604', () => {
  const { ratio, interval } = judgeRatios([1, 2, 1, 2, 1], [1, 1, 1, 1, 1]);
  const logs = [0, Math.log(2), 0, Math.log(2), 0];
  const mean = logs.reduce((sum, value) => sum + value, 0) / 5;
  const deviation = Math.sqrt(logs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 4 / 5);

  expect(ratio).toBeCloseTo(Math.exp(mean), 10);
  expect(interval[1]).toBeCloseTo(Math.exp(mean + 4.604 * deviation), 10);
});

test('turning before and after round turns the interval round', () => {
  const times = fc.array(fc.double({ min: 1, max: 1000, noNaN: true }), { minLength: 5, maxLength: 5 });
  fc.assert(
    fc.property(times, times, (before, after) => {
      const there = judgeRatios(before, after);
      const back = judgeRatios(after, before);
      expect(there.ratio * back.ratio).toBeCloseTo(1, 8);
      expect(there.interval[0] * back.interval[1]).toBeCloseTo(1, 6);
    }),
  );
});
