import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { expectClean, expectFound } from '../../test/expect-planted.ts';
import { leakTrend } from './leak-trend.ts';

test('names the line of the planted program', () => expectFound('leak-trend'));

test('has nothing to say about its clean twin', () => expectClean('leak-trend'));

const evidence = (points: readonly (readonly [number, number])[]) =>
  evidenceOf({
    report: { collections: { minorCount: 0, minorNs: 0, majorCount: 9, majorNs: 0, otherNs: 0, longestNs: 0, afterMajor: points } },
  });
const rising = (count: number, step: number) =>
  Array.from({ length: count }, (_, index) => [index * 1e9, 50e6 + index * step + (index % 2) * 1e6] as const);

test('speaks of growth that eight collections show', () => {
  expect(leakTrend.test(evidence(rising(9, 5e6)))).toMatchObject([{ id: 'leak-trend' }]);
  expect(leakTrend.test(evidence(rising(7, 5e6)))).toEqual([]);
  expect(leakTrend.test(evidence(rising(9, 1e5)))).toEqual([]);
});

test('a heap that rises and falls is no leak', () => {
  const saw = Array.from({ length: 12 }, (_, index) => [index * 1e9, 50e6 + (index % 4) * 20e6] as const);

  expect(leakTrend.test(evidence(saw))).toEqual([]);
});
