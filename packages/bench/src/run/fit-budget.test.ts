import fc from 'fast-check';
import { expect, test } from 'vitest';
import { methodLevels } from '../options.ts';
import { estimateCaseMs, fitBudget } from './fit-budget.ts';

test('a budget that is large enough changes nothing', () => {
  expect(fitBudget(methodLevels.standard, [2, 3], 1e9)).toEqual(methodLevels.standard);
});

test('forks go first, then rounds, then warm-up', () => {
  const half = fitBudget(methodLevels.strict, [2], estimateCaseMs(2, methodLevels.strict) / 2);
  const least = fitBudget(methodLevels.strict, [2], 1);

  expect(half).toMatchObject({ rounds: 400, warmupCpuMs: 600 });
  expect(half.maxForks).toBeLessThan(15);
  expect(least).toMatchObject({ maxForks: 3, minForks: 3, rounds: 100, warmupCpuMs: 150, soloForks: 0 });
});

test('never asks for more than the level does, and keeps within the budget when its floors allow', () => {
  const floors = fitBudget(methodLevels.standard, [2, 2], 0);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300_000 }), (budgetMs) => {
      const fitted = fitBudget(methodLevels.standard, [2, 2], budgetMs);

      expect(fitted.maxForks).toBeLessThanOrEqual(methodLevels.standard.maxForks);
      expect(fitted.minForks).toBeLessThanOrEqual(fitted.maxForks);
      expect(2 * estimateCaseMs(2, fitted)).toBeLessThanOrEqual(Math.max(budgetMs, 2 * estimateCaseMs(2, floors) + 2 * 2 * 320));
    }),
  );
});

test('a case of two variants takes about five seconds at quick', () => {
  expect(estimateCaseMs(2, methodLevels.quick)).toBeLessThan(6500);
});
