import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BenchCase, BenchReport } from '@nsi/core/report';
import { arbitraryReport, exampleCase, reportOfCases } from '../../test/arbitrary-report.ts';
import { createRandom, normal } from '../stats/random.ts';
import { summarize } from '../stats/summary.ts';
import { compare } from './compare-reports.ts';

/** A report of one variant whose nine processes are around `medianNs` by 2 %. */
function measured(medianNs: number, seed = 1): BenchReport {
  const random = createRandom(seed);
  const forks = Array.from({ length: 9 }, () => {
    const level = medianNs * Math.exp(0.02 * normal(random));
    return { callsPerSample: 1, samplesNs: [level, level * 1.01, level * 1.02] };
  });
  const variant = {
    name: 'only',
    forks,
    summary: summarize(forks.flatMap(({ samplesNs }) => samplesNs)),
    resources: {},
    integrity: { status: 'ok' as const, mode: 'hash' },
  };
  return reportOfCases([exampleCase({ variants: [variant], comparisons: [], baseline: 'only' })]);
}

function onlyCase({ cases }: BenchReport): BenchCase {
  const [only] = cases;
  if (!only || cases.length !== 1) throw new Error('expected one case');
  return only;
}

test('a drift of the machine is no verdict; a large difference is', () => {
  expect(onlyCase(compare(measured(1000), measured(1080, 2))).comparisons[0]?.verdict).toBe('inconclusive');
  expect(onlyCase(compare(measured(1000), measured(1400, 2))).comparisons[0]?.verdict).toBe('regression');
  expect(onlyCase(compare(measured(1400), measured(1000, 2))).comparisons[0]?.verdict).toBe('improvement');
});

test('names the sides, and says that it is weak', () => {
  const result = compare(measured(1000), measured(1000, 2));

  expect(onlyCase(result)).toMatchObject({
    id: 'json/records=10/only',
    baseline: 'only (before)',
    comparisons: [{ candidate: 'only (after)', method: 'stored-files-weak' }],
  });
  expect(result.findings.map(({ id }) => id)).toContain('compare-weak');
});

test('figures without a spread need a factor of more than two', () => {
  const single = (medianNs: number): BenchReport =>
    reportOfCases([
      exampleCase({
        variants: [
          { name: 'a', forks: [], summary: summarize([medianNs]), resources: {}, integrity: { status: 'not checked', mode: 'none' } },
        ],
        comparisons: [],
      }),
    ]);

  expect(onlyCase(compare(single(100), single(200))).comparisons[0]?.verdict).toBe('inconclusive');
  expect(onlyCase(compare(single(100), single(300))).comparisons[0]?.verdict).toBe('regression');
});

test('tells of another machine and of benchmarks that only one file has', () => {
  const other = { ...measured(1000, 2), environment: { ...measured(1).environment, cpuModel: 'Another CPU' } };
  const more = { ...other, cases: [...other.cases, exampleCase({ id: 'new' })] };

  expect(compare(measured(1000), more).findings.map(({ message }) => message)).toEqual([
    expect.stringContaining('weak evidence'),
    'The two runs had another CPU: Example CPU, then Another CPU.',
    '2 benchmarks are in one of the two files only, such as new/JSON, new/fast.',
  ]);
});

test('every ratio lies within its interval', () => {
  fc.assert(
    fc.property(arbitraryReport, arbitraryReport, (left, right) => {
      const forth = compare(left, {
        ...right,
        cases: left.cases.map((benchCase, index) => ({ ...(right.cases[index] ?? benchCase), id: benchCase.id })),
      });

      for (const { comparisons } of forth.cases)
        for (const { ratio, interval } of comparisons) expect(interval[0] <= ratio && ratio <= interval[1]).toBe(true);
    }),
  );
});

test('a report against itself is never a difference', () => {
  fc.assert(
    fc.property(arbitraryReport, (report) => {
      const verdicts = compare(report, report).cases.flatMap(({ comparisons }) => comparisons.map(({ verdict }) => verdict));

      expect(new Set(verdicts).difference(new Set(['inconclusive'])).size).toBe(0);
    }),
  );
});
