import type { Unit } from '../number-format/unit.ts';

/** Scale of a value axis: `auto` takes a logarithm when positive values span two decades or more, where the kind allows it. */
export type ScaleChoice = 'auto' | 'linear' | 'log';

/** How a chart is worded and laid out. Every field can be left out. */
export interface ChartOptions {
  /** One line above the chart. Default: none. */
  readonly title?: string;
  /** A second, quieter line: what was measured and how often. Default: none. */
  readonly subtitle?: string;
  /** What is drawn, for those who cannot see it. Default: a sentence made from the numbers. */
  readonly description?: string;
  /** Unit of the values (y of line and scatter). Default `number`. */
  readonly unit?: Unit;
  /** Unit of x in line and scatter. Default `number`. */
  readonly xUnit?: Unit;
  /** Words on the value axis. Default: none, the unit is on the numbers. */
  readonly label?: string;
  /** Words on the x axis of line, scatter and slope. Default: none. */
  readonly xLabel?: string;
  /** Which values are good; said beside the axis. Default: not said. */
  readonly better?: 'lower' | 'higher';
  /** Scale of the values; bars are zero-based and stay linear unless `log` is asked for. Default `auto`. */
  readonly scale?: ScaleChoice;
  /** Scale of x in line and scatter. Default `auto`. */
  readonly xScale?: ScaleChoice;
  /** Order of rows in bar, ratio and slope. Default `given`. */
  readonly order?: 'given' | 'value';
  /** Width of the whole picture in pixels, 240 to 4096. Default 720. */
  readonly width?: number;
  /** Height of the drawing area in pixels, 80 to 4096, where rows do not decide it. Default 280. */
  readonly height?: number;
  /** Rows or series drawn, 1 to 500; the rest is in the table and the chart says so. Default 60 rows, 16 series. */
  readonly maxRows?: number;
}
