import { expect, test } from 'vitest';
import { mixInt } from '../structure/hash.ts';
import { Ghost, newcomers, residents } from './ghost.ts';

test('tells from which part a key left and how many left that part since', () => {
  const ghost = new Ghost();
  ghost.add(mixInt(1), newcomers, 10);
  ghost.add(mixInt(2), residents, 10);
  ghost.add(mixInt(3), newcomers, 10);

  expect([ghost.take(mixInt(2)), ghost.part]).toEqual([0, residents]);
  expect([ghost.take(mixInt(1)), ghost.part]).toEqual([1, newcomers]);
});

test('forgets a key that it was asked for', () => {
  const ghost = new Ghost();
  ghost.add(mixInt(1), newcomers, 10);
  ghost.take(mixInt(1));

  expect(ghost.take(mixInt(1))).toBe(-1);
});

test('remembers most of as many keys as the cache holds, and keeps them while it grows', () => {
  const ghost = new Ghost();
  for (let key = 1; key <= 1000; key++) ghost.add(mixInt(key), newcomers, key);

  const remembered = Array.from({ length: 1000 }, (_, index) => ghost.take(mixInt(index + 1))).filter((age) => age >= 0);

  expect(remembered.length).toBeGreaterThan(800);
});

test('knows nothing after clear', () => {
  const ghost = new Ghost();
  ghost.add(mixInt(1), newcomers, 10);

  ghost.clear();

  expect(ghost.take(mixInt(1))).toBe(-1);
});
