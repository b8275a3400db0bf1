import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryReport, exampleCase, reportOfCases } from '../../test/arbitrary-report.ts';
import { resultsTable } from './results-table.ts';

test('shows time, allocation, interval, ratio and verdict of every variant', () => {
  expect(resultsTable(reportOfCases([exampleCase()]), { columns: 100, color: false })).toMatchInlineSnapshot(`
    "json/records=10
      JSON        1.20 µs      512 B  baseline
      fast         600 ns      512 B  ●┤          ┊               0.500  2.00× faster ± 2.00 %

    1 case · 1 faster
    Example CPU, 2 cores, Node 24.21.0, paired-forks-v1"
  `);
});

test('says which bytes differ', () => {
  const variants = exampleCase().variants.map((variant) => ({
    ...variant,
    integrity: { status: 'failed' as const, mode: 'bytes', difference: { at: 'byte 7', expected: '0', actual: '1' } },
  }));

  expect(resultsTable(reportOfCases([exampleCase({ variants })]), { columns: 80, color: false })).toContain(
    'wrong output at byte 7: expected 0, got 1',
  );
});

test('foreign text cannot drive the terminal', () => {
  const text = resultsTable(reportOfCases([exampleCase({ id: 'a\u001B[2Jb', failure: { code: 'X', message: 'x\u0007\ny' } })]), {
    columns: 80,
    color: false,
  });

  expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  expect(text).toContain('a\\x1b[2Jb');
});

test('fits narrow terminals without a bar and writes any report', () => {
  fc.assert(
    fc.property(
      arbitraryReport,
      fc.integer({ min: 20, max: 200 }),
      (report, columns) => resultsTable(report, { columns, color: true }).length > 0,
    ),
  );
});
