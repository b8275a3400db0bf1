import { expect, test } from 'vitest';
import { sampleBenchReport } from '../../../test/sample-bench-report.ts';
import { drawnCases, strongest } from './drawn-cases.ts';

const report = sampleBenchReport();

test('takes one case of every verdict before a second of any', () => {
  const verdicts = drawnCases(report, 4).map((benchCase) => strongest(benchCase)?.verdict);

  expect(new Set(verdicts).size).toBe(4);
});

test('takes every suite before one twice', () => {
  const suites = drawnCases(report, 9).map(({ suite }) => suite);

  expect(new Set(suites).size).toBe(9);
});

test('keeps the order of the report and leaves out what was not measured', () => {
  const all = drawnCases(report, 100);

  expect(all).toEqual(report.cases.filter(({ status }) => status === 'ok'));
  expect(drawnCases({ ...report, cases: [] }, 5)).toEqual([]);
});
