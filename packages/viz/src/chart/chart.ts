import { barChart } from './bar-chart.ts';
import { boxChart } from './box-chart.ts';
import { densityChart } from './density-chart.ts';
import { ecdfChart } from './ecdf-chart.ts';
import { heatmapChart } from './heatmap-chart.ts';
import { histogramChart } from './histogram-chart.ts';
import { lineChart } from './line-chart.ts';
import { ratioChart } from './ratio-chart.ts';
import { scatterChart } from './scatter-chart.ts';
import { slopeChart } from './slope-chart.ts';
import { timelineChart } from './timeline-chart.ts';
import type { ChartData, ChartKind } from './chart-data.ts';
import { type ChartOptions, parseChartOptions, type ResolvedChartOptions } from './chart-options.ts';
import { emptyChart } from './empty-chart.ts';
import { type Drawing, frame } from './frame.ts';
import { parseChartData } from './parse-chart-data.ts';
import type { VegaLiteSpec } from './vega-lite-spec.ts';

const drawings: { readonly [Kind in ChartKind]: (data: ChartData[Kind], options: ResolvedChartOptions) => Drawing } = Object.freeze({
  bar: barChart,
  line: lineChart,
  scatter: scatterChart,
  histogram: histogramChart,
  density: densityChart,
  ecdf: ecdfChart,
  box: boxChart,
  ratio: ratioChart,
  slope: slopeChart,
  heatmap: heatmapChart,
  timeline: timelineChart,
});

/**
 * A Vega-Lite document that draws `data`. Pure: reads nothing, loads no Vega. Throws `NSI_VIZ_CHART_KIND`, `NSI_VIZ_CHART_DATA` or
 * `NSI_VIZ_CHART_OPTIONS` on what it cannot draw; empty data gives a chart that says so.
 */
export function chart<Kind extends ChartKind>(kind: Kind, data: ChartData[Kind], options: ChartOptions = {}): VegaLiteSpec {
  const resolved = parseChartOptions(options);
  const rows = parseChartData(kind, data);
  const drawing = rows.length === 0 ? emptyChart(kind, 'Nothing was measured: there is no data to draw.') : drawings[kind](rows, resolved);
  return frame(drawing, resolved);
}
