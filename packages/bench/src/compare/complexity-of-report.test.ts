import { expect, test } from 'vitest';
import { exampleCase, reportOfCases } from '../../test/arbitrary-report.ts';
import { summarize } from '../stats/summary.ts';
import { complexityOfReport } from './complexity-of-report.ts';

const sized = (n: number, cost: (n: number) => number, more: Record<string, string> = {}): ReturnType<typeof exampleCase> =>
  exampleCase({
    id: `sort/n=${n}${Object.values(more).join('')}`,
    suite: 'sort',
    params: { n, ...more },
    variants: [
      {
        name: 'a',
        forks: [0.99, 1, 1.01].map((f) => ({ callsPerSample: 2, samplesNs: [2 * f * cost(n)] })),
        summary: summarize([cost(n)]),
        resources: {},
        integrity: { status: 'ok', mode: 'hash' },
      },
    ],
    comparisons: [],
  });

test('tells n log n from the only numeric parameter', () => {
  const report = reportOfCases([10, 100, 1000, 10_000, 100_000].map((n) => sized(n, (size) => 50 + size * Math.log2(size))));

  expect(complexityOfReport(report, () => undefined)).toMatchObject([
    { suite: 'sort', variant: 'a', parameter: 'n', sizes: [10, 100, 1000, 10_000, 100_000], fit: { best: 'n log n' } },
  ]);
});

test('keeps other parameters apart', () => {
  const cases = ['x', 'y'].flatMap((kind) =>
    [1, 10, 100, 1000].map((n) => sized(n, (size) => (kind === 'x' ? size : size * size), { kind })),
  );

  expect(complexityOfReport(reportOfCases(cases), () => 'n').map(({ fixed, fit }) => [fixed, fit?.best])).toEqual([
    [{ kind: 'x' }, 'n'],
    [{ kind: 'y' }, 'n²'],
  ]);
});

test('says nothing of three sizes, and leaves out suites without a size', () => {
  expect(complexityOfReport(reportOfCases([1, 2, 3].map((n) => sized(n, (size) => size))), () => undefined)[0]?.fit).toBeUndefined();
  expect(complexityOfReport(reportOfCases([exampleCase()]), () => undefined)).toEqual([]);
});
