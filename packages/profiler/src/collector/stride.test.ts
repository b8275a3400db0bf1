import { expect, test } from 'vitest';
import { createStride } from './stride.ts';

test('picked calls stand for all of them, whatever rhythm the program has', () => {
  const stride = createStride();
  const calls = [0, 0, 0, 0];

  for (let call = 0; call < 40_000; call++) calls[call % 4]! += stride();

  const all = calls.reduce((sum, some) => sum + some, 0);
  expect(all).toBeGreaterThan(39_980);
  expect(all).toBeLessThanOrEqual(40_000);
  for (const some of calls) expect(Math.abs(some - 10_000)).toBeLessThan(1000);
});

test('few calls are all picked', () => {
  const stride = createStride();

  expect(Array.from({ length: 60 }, () => stride()).every((calls) => calls === 1)).toBe(true);
});
