import { check, describe, nearestName } from '@nsi/core';
import * as v from 'valibot';
import { vizError, vizErrors } from '../errors.ts';
import type { ChartData, ChartKind } from './chart-data.ts';

/** More than a picture can show and less than can hurt the process. */
export const maxRows = 10_000;
export const maxPoints = 2_000_000;

/**
 * A number of a report: JSON writes NaN and ±Infinity as null, and all mean "not measured" here. So do sizes at the edge of what a double
 * holds, where axes cannot be worked out any more; what is as small is zero.
 */
const number = v.custom<number>((candidate) => typeof candidate === 'number', 'a number');
const value = v.pipe(v.nullish(number, Number.NaN), v.transform(drawableNumber));
const name = v.string('text');
const rows = (row: v.GenericSchema): v.GenericSchema =>
  v.pipe(v.array(row, 'a list'), v.maxLength(maxRows, `a list of at most ${maxRows} rows`));

const numberList = v.custom<readonly number[]>(
  (list) =>
    (Array.isArray(list) || ArrayBuffer.isView(list)) &&
    (list as ArrayLike<unknown> & Iterable<unknown>).length <= maxPoints &&
    isAllNumbers(list as Iterable<unknown>),
  `a list of at most ${maxPoints} numbers`,
);

const points = (point: v.GenericSchema): v.GenericSchema =>
  v.pipe(v.array(point, 'a list of points'), v.maxLength(200_000, 'a list of at most 200000 points'));

const fit = v.optional(v.object({ factor: value, exponent: value }, 'a fit with factor and exponent'));
const sampleSets = rows(v.object({ name, samples: numberList }));
const curve = v.object({ name, unit: v.optional(name), points: points(v.object({ timeNs: value, value })) });
const spans = v.object({ name, spans: points(v.object({ startNs: value, endNs: value, label: v.optional(name) })) });

const schemas: Readonly<Record<ChartKind, v.GenericSchema>> = Object.freeze({
  bar: rows(v.object({ name, value, group: v.optional(name), low: v.optional(value), high: v.optional(value) })),
  line: rows(
    v.object({
      name,
      points: points(v.object({ x: value, y: value, low: v.optional(value), high: v.optional(value), label: v.optional(name) })),
    }),
  ),
  scatter: rows(v.object({ name, points: points(v.object({ x: value, y: value })), fit })),
  histogram: sampleSets,
  density: sampleSets,
  ecdf: sampleSets,
  box: sampleSets,
  ratio: rows(v.object({ name, ratio: value, low: value, high: value, verdict: v.optional(name) })),
  slope: rows(v.object({ name, before: value, after: value })),
  heatmap: rows(v.object({ x: name, y: name, value })),
  timeline: rows(v.union([curve, spans], 'a track with points or spans')),
});

/** The kinds of chart, in the order of the documentation. */
export const chartKinds: readonly ChartKind[] = Object.freeze(Object.keys(schemas) as ChartKind[]);

/** Data checked against its kind; missing numbers become NaN. Throws `NSI_VIZ_CHART_KIND` and `NSI_VIZ_CHART_DATA`. */
export function parseChartData<Kind extends ChartKind>(kind: Kind, data: unknown): ChartData[Kind] {
  if (!Object.hasOwn(schemas, kind)) {
    const nearest = typeof kind === 'string' ? nearestName(kind, chartKinds) : undefined;
    const hint = nearest === undefined ? {} : { hint: `Did you mean \`${nearest}\`?` };
    throw vizError('NSI_VIZ_CHART_KIND', `expected a kind of chart (${chartKinds.join(', ')}), got ${describe(kind)}`, hint);
  }
  return check(schemas[kind], data, {
    code: 'NSI_VIZ_CHART_DATA',
    path: 'data',
    hint: vizErrors.NSI_VIZ_CHART_DATA.hint,
  }) as ChartData[Kind];
}

const [smallest, largest] = [1e-290, 1e290];

/** The number as a picture can hold it. */
export function drawableNumber(value: number): number {
  const size = Math.abs(value);
  if (size > largest) return Math.sign(value) * Infinity;
  return size < smallest ? 0 : value;
}

function isAllNumbers(list: Iterable<unknown>): boolean {
  for (const entry of list) if (typeof entry !== 'number' && entry !== null) return false;
  return true;
}
