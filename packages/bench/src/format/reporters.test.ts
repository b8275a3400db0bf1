import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryReport, exampleCase, reportOfCases } from '../../test/arbitrary-report.ts';
import { reporterNames } from './format-names.ts';
import { clipMarkdown } from './markdown.ts';
import { renderReport, reporters } from './reporters.ts';
import { parseXml } from './xml.ts';

const wrongOutput = exampleCase({
  status: 'failed',
  failure: { code: 'NSI_BENCH_OUTPUT_DIFFERS', message: 'output differs', variant: 'fast' },
  variants: exampleCase().variants.map((variant) =>
    variant.name === 'fast'
      ? { ...variant, integrity: { status: 'failed', mode: 'bytes', difference: { at: 'byte 7', expected: '0x00', actual: '0x80' } } }
      : variant,
  ),
  comparisons: [],
});

test('the names for --format are those of the reporters', () => {
  expect(Object.keys(reporters)).toEqual([...reporterNames]);
  expect(Object.entries(reporters).every(([name, reporter]) => reporter.name === name)).toBe(true);
});

test('refuses a format that is not known, with the known ones', () => {
  expect(() => renderReport(reportOfCases([]), 'pdf')).toThrow(/expected the format to be json, csv/);
});

test('takes a reporter of the user', () => {
  expect(
    renderReport(reportOfCases([exampleCase()]), {
      name: 'ids',
      summary: '',
      extension: '',
      render: ({ cases }) => cases.map(({ id }) => id).join(),
    }),
  ).toBe('json/records=10');
});

test('writes every report in every format', () => {
  fc.assert(
    fc.property(
      arbitraryReport,
      fc.constantFrom(...reporterNames),
      (report, name) => renderReport(report, name).length > 0 || name === 'github',
    ),
  );
});

test('Markdown shows ratio, interval and verdict', () => {
  expect(renderReport(reportOfCases([exampleCase()]), 'markdown')).toMatchInlineSnapshot(`
    "## Benchmarks

    1 faster (\`paired-forks-v1\`).

    ### json/records=10

    | variant | time a call | allocated | ratio | interval | verdict |
    |---|--:|--:|--:|:-:|---|
    | JSON | 1.20 µs | 512 B |  |  | baseline |
    | fast | 600 ns | 512 B | 0.500 | 0.490 – 0.510 | 🟢 2.00× faster |

    <sub>Example CPU · 2 cores · Node 24.21.0 · linux · load 0.5. A ratio below 1 is faster than the baseline.</sub>
    "
  `);
});

test('Markdown says which bytes differ', () => {
  expect(renderReport(reportOfCases([wrongOutput]), 'markdown')).toContain('❌ wrong output at byte 7: expected 0x00, got 0x80');
});

test('no name can break out of Markdown, a table or HTML', () => {
  fc.assert(
    fc.property(arbitraryReport, (report) => {
      const markdown = renderReport(report, 'markdown');

      expect(markdown).not.toContain('<script>');
      const rows = markdown.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| variant'));
      for (const row of rows) expect(row.split('|')).toHaveLength(8);
    }),
  );
});

test('a long comment is cut between two cases and says so', () => {
  const cases = Array.from({ length: 10_000 }, (_, index) => exampleCase({ id: `case-${index}` }));

  const comment = clipMarkdown(renderReport(reportOfCases(cases), 'markdown'));

  expect(comment.length).toBeLessThan(65_536);
  expect(comment).toMatch(/The rest is left out here/);
});

test('annotations are one line each, whatever the text', () => {
  const hostile = exampleCase({
    id: 'a\n::error::b',
    status: 'failed',
    failure: { code: 'X', message: '50%\r\n::set-output name=x::y' },
    variants: [],
    comparisons: [],
  });

  expect(renderReport(reportOfCases([hostile]), 'github')).toBe(
    '::error title=Benchmark%3A failure::a%0A::error::b failed: 50%25%0D%0A::set-output name=x::y\n',
  );
});

test('ten annotations at most, the last one counts the rest', () => {
  const cases = Array.from({ length: 30 }, () => wrongOutput);

  expect(renderReport(reportOfCases(cases), 'github').trim().split('\n')).toHaveLength(10);
});

test('JUnit fails the variant with the wrong output and is well formed', () => {
  const root = parseXml(renderReport(reportOfCases([wrongOutput, exampleCase({ id: 'fine' })]), 'junit'));

  const [suite] = root?.children ?? [];
  expect(suite?.attributes.get('failures')).toBe('1');
  expect(suite?.children.find(({ attributes }) => attributes.get('name') === 'fast')?.children[0]?.attributes.get('message')).toContain(
    'at byte 7: expected 0x00, got 0x80',
  );
});

test('a cell that a spreadsheet would run is kept from it', () => {
  expect(renderReport(reportOfCases([exampleCase({ id: '=HYPERLINK("x")' })]), 'csv')).toContain('"\'=HYPERLINK(""x"")",JSON');
});

test('code quality tells one problem by the same fingerprint in every run', () => {
  const fingerprint = (ratio: number): unknown => {
    const [comparison] = exampleCase().comparisons;
    if (!comparison) throw new Error('expected a comparison');
    return JSON.parse(
      renderReport(reportOfCases([exampleCase({ comparisons: [{ ...comparison, ratio, verdict: 'regression' }] })]), 'code-quality'),
    )[0].fingerprint;
  };

  expect(fingerprint(1.2)).toBe(fingerprint(1.3));
});

test('OpenMetrics has a line a variant in base units and ends as it must', () => {
  const lines = renderReport(reportOfCases([exampleCase({ id: 'a"b\\c\nd' })]), 'openmetrics').split('\n');

  expect(lines).toContain('nsi_bench_time_seconds{case="a\\"b\\\\c\\nd",variant="JSON"} 0.0000012');
  expect(lines.at(-2)).toBe('# EOF');
});
