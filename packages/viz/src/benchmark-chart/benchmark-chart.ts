import type { BenchReport } from '@nsi/core/report';
import type { ChartKind } from '../chart/chart-data.ts';
import type { ChartOptions } from '../chart/chart-options.ts';
import type { VegaLiteSpec } from '../chart/vega-lite-spec.ts';
import { caseTimes } from './case-times.ts';
import { chartOf, type ChartRequest } from './chart-request.ts';
import { costBySize } from './cost-by-size.ts';
import { ratioPlot } from './ratio-plot.ts';
import { resourceUse } from './resource-use.ts';
import { runOrder } from './run-order.ts';
import { sampleDistributions } from './sample-distributions.ts';

/** The charts that one benchmark report can be drawn as. */
export type BenchmarkChartKind = Exclude<ChartKind, 'slope' | 'timeline'>;

/** How a chart of a benchmark report is worded and laid out, and which case it is about. */
export interface BenchmarkChartOptions extends ChartOptions {
  /** Which case density, ecdf, histogram and box draw (default: the one that changed most), and whose suite scatter draws (default: all). */
  readonly caseId?: string;
}

const requests: Readonly<Record<BenchmarkChartKind, (report: BenchReport, caseId: string | undefined) => ChartRequest>> = Object.freeze({
  ratio: ratioPlot,
  bar: caseTimes,
  density: (report, caseId) => sampleDistributions('density', report, caseId),
  ecdf: (report, caseId) => sampleDistributions('ecdf', report, caseId),
  histogram: (report, caseId) => sampleDistributions('histogram', report, caseId),
  box: (report, caseId) => sampleDistributions('box', report, caseId),
  scatter: costBySize,
  line: runOrder,
  heatmap: resourceUse,
} satisfies Record<BenchmarkChartKind, (report: BenchReport, caseId: string | undefined) => ChartRequest>);

/** The kinds `benchmarkChart` takes. */
export const benchmarkChartKinds: readonly BenchmarkChartKind[] = Object.freeze(Object.keys(requests) as BenchmarkChartKind[]);

/**
 * One benchmark report as one chart: `ratio` speed with intervals, `bar` times, `density`, `ecdf`, `histogram` and `box` the samples of a
 * case, `scatter` cost against size, `line` steadiness, `heatmap` resources.
 */
export function benchmarkChart(
  kind: BenchmarkChartKind,
  report: BenchReport,
  { caseId, ...options }: BenchmarkChartOptions = {},
): VegaLiteSpec {
  return chartOf(requests[kind](report, caseId), options);
}
