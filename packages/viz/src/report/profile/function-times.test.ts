import { expect, test } from 'vitest';
import { functionTimes } from './function-times.ts';

test('counts a recursive function once', () => {
  // root → f → g → f: the inner f is part of the outer one's total.
  const callTree = { parent: [-1, 0, 1, 2], frame: [0, 1, 2, 1], self: [0, 1, 2, 4], total: [7, 7, 6, 4] };

  const times = functionTimes({ callTree });

  expect(times).toEqual([
    { frame: 0, self: 0, total: 7 },
    { frame: 1, self: 5, total: 7 },
    { frame: 2, self: 2, total: 6 },
  ]);
});

test('walks a chain of a hundred thousand calls', () => {
  const length = 100_000;
  const rows = Array.from({ length }, (_, row) => row);
  const callTree = {
    parent: rows.map((row) => row - 1),
    frame: rows.map((row) => row % 2),
    self: rows.map(() => 1),
    total: rows.map((row) => length - row),
  };

  expect(functionTimes({ callTree })).toEqual([
    { frame: 0, self: length / 2, total: length },
    { frame: 1, self: length / 2, total: length - 1 },
  ]);
});
