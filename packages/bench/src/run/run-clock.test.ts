import { expect, test } from 'vitest';
import { createClock } from './run-clock.ts';

function clockAt(estimatesMs: readonly number[], budgetMs?: number) {
  let time = 0;
  return { clock: createClock(estimatesMs, budgetMs, () => time), pass: (ms: number) => void (time += ms) };
}

test('what remains is scaled by how wrong the estimates were', () => {
  const { clock, pass } = clockAt([1000, 1000]);

  expect(clock.progress()).toMatchObject({ casesDone: 0, caseCount: 2, remainingMs: 2000 });
  pass(2000);
  clock.caseDone();

  expect(clock.progress()).toEqual({ casesDone: 1, caseCount: 2, elapsedMs: 2000, remainingMs: 2000 });
});

test('a case is late when its share of the budget is used up, and what it saves goes to the next', () => {
  const { clock, pass } = clockAt([1000, 1000], 4000);

  pass(1999);
  expect(clock.isLate()).toBe(false);
  pass(2);
  expect(clock.isLate()).toBe(true);
  clock.caseDone();
  pass(1998);
  expect(clock.isLate()).toBe(false);
  pass(2);
  expect(clock.isLate()).toBe(true);
});

test('without a budget nothing is late', () => {
  const { clock, pass } = clockAt([1]);

  pass(1e9);

  expect(clock.isLate()).toBe(false);
});

test('forks move the progress of a case', () => {
  const { clock, pass } = clockAt([1000]);

  pass(500);
  clock.forkDone({ number: 5, most: 10, purpose: 'measure' });

  expect(clock.progress().remainingMs).toBeCloseTo(500, 6);
});
