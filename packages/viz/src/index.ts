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
export { formatInterval, formatValue } from './number-format/format-value.ts';
export type { Unit } from './number-format/unit.ts';
export { renderSvg, type RenderSvgOptions, type SvgTheme } from './render/render-svg.ts';
export { themeCss } from './theme/theme-css.ts';
