import { formatDigits, formatValue } from '../number-format/format-value.ts';
import { axisScale, type AxisScale } from './axis-scale.ts';
import type { ScatterPoint, ScatterSeries } from './chart-data.ts';
import type { ResolvedChartOptions } from './chart-options.ts';
import { chartTable } from './chart-table.ts';
import { cleanText, shortName } from './clean-text.ts';
import { finiteRange } from './finite-range.ts';
import type { Drawing, Fragment } from './frame.ts';
import { keepRows, missingNote } from './keep-rows.ts';
import { axisEncoding, axisTitle } from './layers.ts';
import { widest } from './row-labels.ts';
import { placeOn } from './sample-axis.ts';
import { seriesLegend } from './series-legend.ts';
import { maxSeries, seriesColour, seriesShape } from './series-style.ts';

const maxDrawn = 1200;
const fitSteps = 48;

/** Points of two numbers each, told apart by colour and shape; a power law is drawn through those that have one. */
export function scatterChart(all: readonly ScatterSeries[], options: ResolvedChartOptions): Drawing {
  const { kept, notes } = keepRows(all, options.maxRows ?? maxSeries, 'series');
  const points = kept.flatMap(({ points }) => points);
  const x = axisScale(
    points.map((point) => point.x),
    { unit: options.xUnit, choice: options.xScale, tickCount: 6 },
  );
  const y = axisScale(
    points.map((point) => point.y),
    { unit: options.unit, choice: options.scale },
  );
  const isDrawable = (point: ScatterPoint): boolean => isOn(point.x, x) && isOn(point.y, y);
  const drawn = kept.map((series) => thinned(series.points.filter(isDrawable)));
  const thinnedCount = points.filter(isDrawable).length - drawn.reduce((sum, { length }) => sum + length, 0);
  const color = seriesColour(kept.length);
  const left = widest(y.labels, 11) + (options.label === '' && options.better === undefined ? 12 : 34);
  const right = widest(x.labels.slice(-1), 11) / 2;
  return {
    kind: 'scatter',
    summary: summaryOf(kept, options),
    notes: [
      ...notes,
      ...missingNote(points.length - points.filter(isDrawable).length),
      ...(thinnedCount === 0 ? [] : [`${points.length - thinnedCount} of ${points.length} points drawn`]),
    ],
    table: chartTable(
      ['series', options.xLabel || 'x', options.label || 'y'],
      all.flatMap(({ name, points }) =>
        points.map((point) => [name, formatValue(point.x, options.xUnit), formatValue(point.y, options.unit)]),
      ),
    ),
    text: {
      form: 'lines',
      scale: y.type,
      lines: kept.map((series) => ({
        label: cleanText(series.name) + exponentText(series),
        values: series.points
          .filter(isDrawable)
          .toSorted((a, b) => a.x - b.x)
          .map((point) => point.y),
        text: rangeText(series, options),
      })),
    },
    values: drawn.flatMap((points, series) => points.map((point) => ({ series, x: point.x, y: point.y }))),
    layers: [
      {
        mark: { type: 'point', filled: true, size: points.length > 300 ? 28 : 55, opacity: points.length > 300 ? 0.6 : 0.9 },
        encoding: {
          x: axisEncoding('x', x, { title: options.xLabel }),
          y: axisEncoding('y', y, { title: axisTitle(options.label, options.better) }),
          color,
          shape: seriesShape(kept.length),
        },
      },
      ...fitLayers(kept, x, y, color),
      ...seriesLegend(
        kept.map((series) => ({ name: series.name, ending: exponentText(series) })),
        options.width - left - right - 24,
        'point',
      ),
    ],
    height: options.height,
    left,
    right,
    isBlank: drawn.every(({ length }) => length === 0),
  };
}

function isOn(value: number, { type }: AxisScale): boolean {
  return Number.isFinite(value) && (type === 'linear' || value > 0);
}

/** Every k-th point: the same picture each time. */
function thinned(points: readonly ScatterPoint[]): readonly ScatterPoint[] {
  const stride = Math.ceil(points.length / maxDrawn);
  return stride <= 1 ? points : points.filter((_, index) => index % stride === 0);
}

function hasFit({ fit }: ScatterSeries): boolean {
  return fit !== undefined && Number.isFinite(fit.factor) && Number.isFinite(fit.exponent);
}

function exponentText({ fit, ...series }: ScatterSeries): string {
  return fit !== undefined && hasFit({ fit, ...series }) ? ` ∝ x^${formatDigits(fit.exponent)}` : '';
}

/** The fitted curve over the sizes that were measured, as far as it stays on the axis. */
function fitLayers(kept: readonly ScatterSeries[], x: AxisScale, y: AxisScale, color: Fragment): readonly Fragment[] {
  const place = placeOn(x);
  const [low, high] = y.domain;
  const values = kept.flatMap(({ fit }, series) => {
    if (fit === undefined || !hasFit(kept[series] as ScatterSeries)) return [];
    const [from, to] = finiteRange((kept[series]?.points ?? []).map((point) => place.to(point.x))) ?? [0, 1];
    const curve = Array.from({ length: fitSteps + 1 }, (_, step) => place.from(from + ((to - from) * step) / fitSteps)).filter(
      (at) => at > 0,
    );
    return curve.map((at) => ({ series, x: at, y: fit.factor * at ** fit.exponent })).filter(({ y: at }) => at >= low && at <= high);
  });
  if (values.length === 0) return [];
  return [
    {
      data: { values },
      mark: { type: 'line', strokeWidth: 1.5, strokeDash: [5, 3] },
      encoding: { x: { field: 'x', type: 'quantitative' }, y: { field: 'y', type: 'quantitative' }, color },
    },
  ];
}

function rangeText({ points }: ScatterSeries, { unit, xUnit }: ResolvedChartOptions): string {
  const finite = points.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y)).toSorted((a, b) => a.x - b.x);
  const [first, last] = [finite[0], finite.at(-1)];
  if (!first || !last) return 'no value';
  return `${formatValue(first.y, unit)} at ${formatValue(first.x, xUnit)} to ${formatValue(last.y, unit)} at ${formatValue(last.x, xUnit)}`;
}

function summaryOf(kept: readonly ScatterSeries[], options: ResolvedChartOptions): string {
  const clouds = kept
    .slice(0, 6)
    .map((series) => `${shortName(series.name)}${exponentText(series)}, ${series.points.length} points, ${rangeText(series, options)}`);
  return `Scatter plot of ${kept.length} series: ${clouds.join('; ')}`;
}
