export {
  benchmarkChart,
  benchmarkChartKinds,
  type BenchmarkChartKind,
  type BenchmarkChartOptions,
} from './benchmark-chart/benchmark-chart.ts';
export { chart } from './chart/chart.ts';
export type {
  BarRow,
  ChartData,
  ChartKind,
  CurveTrack,
  HeatmapCell,
  LinePoint,
  LineSeries,
  PowerFit,
  RatioRow,
  SampleSet,
  ScatterPoint,
  ScatterSeries,
  SlopeRow,
  SpanTrack,
  TimelineTrack,
} from './chart/chart-data.ts';
export { tableOf } from './chart/table-of.ts';
export type { ChartOptions, ScaleChoice } from './chart/chart-options.ts';
export type { ChartMeta, ChartTable, TableColumn, TextBars, TextCells, TextLines, TextPlot, VegaLiteSpec } from './chart/vega-lite-spec.ts';
export { flameGraph, type FlameGraphOptions, type ProfilePair } from './flame-graph/flame-graph.ts';
export type { FlameTreeOptions } from './flame-graph/flame-tree.ts';
export { grafanaDashboard, type GrafanaDashboard, type GrafanaDashboardOptions } from './grafana/grafana-dashboard.ts';
export { formatInterval, formatValue } from './number-format/format-value.ts';
export type { Unit } from './number-format/unit.ts';
export { renderPng, type RenderPngOptions } from './render/render-png.ts';
export { renderSvg, type RenderSvgOptions, type SvgTheme } from './render/render-svg.ts';
export { renderText, type RenderTextOptions } from './render/render-text.ts';
export { createReport, type ReportOptions } from './report/create-report.ts';
export { themeCss } from './theme/theme-css.ts';
