import fc from 'fast-check';
import { expect, test } from 'vitest';
import { methodLevels } from '../options.ts';
import { planRounds } from './rounds.ts';

const plan = methodLevels.standard;

test('a call of a microsecond fills blocks of half a millisecond', () => {
  expect(planRounds([1000, 900], plan)).toEqual({ calls: 500, rounds: 400 });
});

test('a call longer than a block is a block of its own, and rounds shrink to the time there is', () => {
  expect(planRounds([20e6, 20e6], plan)).toEqual({ calls: 1, rounds: 20 });
  expect(planRounds([1e9, 1e9], plan)).toEqual({ calls: 1, rounds: 5 });
});

test('the fastest of very different variants still gets a block that the timer can see', () => {
  const { calls } = planRounds([100, 10_000], plan);

  expect(calls * 100).toBeGreaterThanOrEqual(10_000);
});

test('there is always at least one call and five rounds, and never more than asked', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1e10, noNaN: true }), { minLength: 1, maxLength: 6 }), (callNs) => {
      const { calls, rounds } = planRounds(callNs, plan);

      expect(calls).toBeGreaterThanOrEqual(1);
      expect(Number.isSafeInteger(calls)).toBe(true);
      expect(rounds).toBeGreaterThanOrEqual(5);
      expect(rounds).toBeLessThanOrEqual(400);
    }),
  );
});
