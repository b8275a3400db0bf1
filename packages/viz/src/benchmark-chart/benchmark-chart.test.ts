import { expect, test } from 'vitest';
import { sampleBenchReport } from '../../test/sample-bench-report.ts';
import { tableOf } from '../chart/table-of.ts';
import { beforeAfter } from './before-after.ts';
import { benchmarkChart, benchmarkChartKinds } from './benchmark-chart.ts';
import { chartOf } from './chart-request.ts';
import { costBySize } from './cost-by-size.ts';
import { historyLine } from './history-line.ts';
import { ratioPlot } from './ratio-plot.ts';

const report = sampleBenchReport();

test('the ratio plot shows speed: the inverse of the report’s ratio of times, ends of the interval swapped', () => {
  const { comparisons } = report.cases[0]!;
  const { ratio, interval } = comparisons[0]!;

  expect(ratioPlot(report).data[0]).toMatchObject({ ratio: 1 / ratio, low: 1 / interval[1], high: 1 / interval[0] });
});

test('samples are those of the case that changed most, or of the one that is named', () => {
  const named = benchmarkChart('density', report, { caseId: report.cases[2]!.id });

  expect(named.usermeta.nsi.title).toBe(report.cases[2]!.id);
  expect(tableOf(benchmarkChart('box', report)).rows).toHaveLength(2);
});

test('an unknown case is an error that names the nearest one', () => {
  const { id } = report.cases[0]!;

  expect(() => benchmarkChart('ecdf', report, { caseId: `${id}x` })).toThrow(
    expect.objectContaining({ code: 'NSI_VIZ_INPUT', hint: `Did you mean \`${id}\`?` }),
  );
});

test('cost against size has the exponent of each variant', () => {
  const { fit } = costBySize(report).data.find(({ name }) => name.includes('nested arrays'))!;

  expect(fit?.exponent).toBeCloseTo(2.96, 1);
});

test('before and after takes what both reports have', () => {
  const later = sampleBenchReport({ drift: 2 });

  const { data } = beforeAfter(report, { ...later, cases: later.cases.slice(0, 2) });

  expect(data.length).toBe(later.cases.slice(0, 2).flatMap(({ variants }) => variants).length);
});

test('history has one point a report, in order', () => {
  const { data } = historyLine([report, sampleBenchReport({ commit: 'aaaaaaaaaa' }), sampleBenchReport({ commit: 'bbbbbbbbbb' })]);

  expect(data[0]?.points.map(({ label }) => label)).toEqual(['3f9c2d7', 'aaaaaaa', 'bbbbbbb']);
});

test.each(benchmarkChartKinds)('%s can be drawn of a report without cases', (kind) => {
  expect(benchmarkChart(kind, { ...report, cases: [] }).description).toContain('Nothing was measured');
});

test('options of the caller go before those of the report', () => {
  expect(chartOf(ratioPlot(report), { title: 'Mine' }).usermeta.nsi.title).toBe('Mine');
});
