import { check } from '@nsi/core';
import * as v from 'valibot';
import { vizErrors } from '../errors.ts';
import { cleanText } from './clean-text.ts';
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
  /** Which values are good; said beside the axis. Default: not said; ratios are better when higher, slopes when lower. */
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

/** Options with every default filled in. */
export interface ResolvedChartOptions extends Required<Omit<ChartOptions, 'better' | 'maxRows'>> {
  readonly better: 'lower' | 'higher' | undefined;
  readonly maxRows: number | undefined;
}

const chartDefaults = Object.freeze({
  title: '',
  subtitle: '',
  description: '',
  unit: 'number',
  xUnit: 'number',
  label: '',
  xLabel: '',
  scale: 'auto',
  xScale: 'auto',
  order: 'given',
  width: 720,
  height: 280,
} as const);

const text = v.string('text');
const choice = v.picklist(['auto', 'linear', 'log'], 'auto, linear or log');
const whole = (low: number, high: number): v.GenericSchema<number> => {
  const expectation = `a whole number from ${low} to ${high}`;
  return v.pipe(v.number(expectation), v.integer(expectation), v.minValue(low, expectation), v.maxValue(high, expectation));
};

const chartOptionsSchema = v.strictObject({
  title: v.optional(text),
  subtitle: v.optional(text),
  description: v.optional(text),
  unit: v.optional(text),
  xUnit: v.optional(text),
  label: v.optional(text),
  xLabel: v.optional(text),
  better: v.optional(v.picklist(['lower', 'higher'], 'lower or higher')),
  scale: v.optional(choice),
  xScale: v.optional(choice),
  order: v.optional(v.picklist(['given', 'value'], 'given or value')),
  width: v.optional(whole(240, 4096)),
  height: v.optional(whole(80, 4096)),
  maxRows: v.optional(whole(1, 500)),
}) satisfies v.GenericSchema;

/** Options checked and completed. Throws `NSI_VIZ_CHART_OPTIONS`. */
export function parseChartOptions(options: ChartOptions): ResolvedChartOptions {
  const given = check(chartOptionsSchema, options, {
    code: 'NSI_VIZ_CHART_OPTIONS',
    path: 'options',
    hint: vizErrors.NSI_VIZ_CHART_OPTIONS.hint,
  });
  const cleaned = Object.entries(given).map(([name, value]) => [name, typeof value === 'string' ? cleanText(value) : value] as const);
  const known = Object.fromEntries(cleaned.filter(([, value]) => value !== undefined));
  return { better: undefined, maxRows: undefined, ...chartDefaults, ...known };
}
