/** One bar. `low` and `high` draw an interval over its end; `group` sets bars side by side under one name. */
export interface BarRow {
  readonly name: string;
  readonly value: number;
  readonly group?: string;
  readonly low?: number;
  readonly high?: number;
}

/** One line: points in the order they are joined. `low` and `high` draw a band. */
export interface LineSeries {
  readonly name: string;
  readonly points: readonly LinePoint[];
}

/** One point of a line. What is no finite number breaks the line. */
export interface LinePoint {
  readonly x: number;
  readonly y: number;
  readonly low?: number;
  readonly high?: number;
  /** Shown on the axis instead of the number when every point has one: a commit, a date. */
  readonly label?: string;
}

/** One cloud of points. `fit` draws `y = factor · x ^ exponent` through it. */
export interface ScatterSeries {
  readonly name: string;
  readonly points: readonly ScatterPoint[];
  readonly fit?: PowerFit;
}

/** One point of a cloud. */
export interface ScatterPoint {
  readonly x: number;
  readonly y: number;
}

/** The curve `y = factor · x ^ exponent`. */
export interface PowerFit {
  readonly factor: number;
  readonly exponent: number;
}

/** The raw samples of one variant: what histogram, density, ecdf and box draw. */
export interface SampleSet {
  readonly name: string;
  readonly samples: readonly number[];
}

/** One comparison: candidate over baseline, where more than 1 is better, with its confidence interval. */
export interface RatioRow {
  readonly name: string;
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  /** Said in words behind the numbers: `faster`, `slower`, `no change`, `inconclusive`. Left out: read from the interval. */
  readonly verdict?: string;
}

/** One line from a value before to a value after. */
export interface SlopeRow {
  readonly name: string;
  readonly before: number;
  readonly after: number;
}

/** One cell. Rows and columns appear in the order they are first named. */
export interface HeatmapCell {
  readonly x: string;
  readonly y: string;
  readonly value: number;
}

/** One track over a shared time axis: either a measured curve or spans in which something went on. Times are nanoseconds from the start. */
export type TimelineTrack = CurveTrack | SpanTrack;

/** A measured curve, drawn from zero at a height of its own. */
export interface CurveTrack {
  readonly name: string;
  readonly unit?: string;
  readonly points: readonly { readonly timeNs: number; readonly value: number }[];
}

/** Stretches of time in which something went on; labels stand inside where they fit. */
export interface SpanTrack {
  readonly name: string;
  readonly spans: readonly { readonly startNs: number; readonly endNs: number; readonly label?: string }[];
}

/** What each kind of chart is given. */
export interface ChartData {
  readonly bar: readonly BarRow[];
  readonly line: readonly LineSeries[];
  readonly scatter: readonly ScatterSeries[];
  readonly histogram: readonly SampleSet[];
  readonly density: readonly SampleSet[];
  readonly ecdf: readonly SampleSet[];
  readonly box: readonly SampleSet[];
  readonly ratio: readonly RatioRow[];
  readonly slope: readonly SlopeRow[];
  readonly heatmap: readonly HeatmapCell[];
  readonly timeline: readonly TimelineTrack[];
}

/** The kinds of chart. */
export type ChartKind = keyof ChartData;
