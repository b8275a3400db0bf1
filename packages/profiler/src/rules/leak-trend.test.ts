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

test('names who adds listeners that nothing removes before what else is kept', () => {
  const lines = {
    'app.js:1': 'function open(row) {',
    'app.js:2': '  bus.on("tick", () => rows.push(row));',
    'app.js:3': '}',
    'app.js:4': 'const rows = [], bus = new Bus();',
    'app.js:5': 'for (let id = 0; id < 9; id++) open({ id });',
  };
  const { profile } = evidence(rising(9, 5e6));
  const { collections } = profile;
  const leaking = evidenceOf({ stacks: [['open app.js:2', 100]], lines, ...(collections && { report: { collections } }) });

  expect(leakTrend.test(leaking)).toMatchObject([{ id: 'leak-trend', where: [{ file: 'app.js', line: 2 }] }]);
});
