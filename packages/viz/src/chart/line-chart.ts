import { formatValue } from '../number-format/format-value.ts';
import { fitText } from '../text-width/fit-text.ts';
import { light } from '../theme/palette.ts';
import { axisScale, type AxisScale } from './axis-scale.ts';
import type { LinePoint, LineSeries } from './chart-data.ts';
import type { ResolvedChartOptions } from './chart-options.ts';
import { chartTable } from './chart-table.ts';
import { cleanText, shortName } from './clean-text.ts';
import { finiteRange } from './finite-range.ts';
import type { Drawing, Fragment } from './frame.ts';
import { keepRows, missingNote } from './keep-rows.ts';
import { axisEncoding, axisTitle, gap, pixels } from './layers.ts';
import { pointLabelScale } from './point-labels.ts';
import { rowLabels, widest } from './row-labels.ts';
import { placeOn } from './sample-axis.ts';
import { maxSeries, seriesColour, seriesDash } from './series-style.ts';
import { spread } from './spread.ts';
import { thinLine } from './thin-line.ts';

const labelHeight = 15;
const maxDots = 60;

/** Lines over a shared x axis, named at their right ends. Missing values break a line; many points are thinned to their extremes. */
export function lineChart(all: readonly LineSeries[], options: ResolvedChartOptions): Drawing {
  const { kept, notes } = keepRows(all, options.maxRows ?? maxSeries, 'series');
  const points = kept.flatMap(({ points }) => points);
  const y = axisScale(
    points.flatMap(({ y, low = y, high = y }) => [y, low, high]),
    { unit: options.unit, choice: options.scale },
  );
  const named = pointLabelScale(points);
  const x =
    named?.scale ??
    axisScale(
      points.map(({ x }) => x),
      { unit: options.xUnit, choice: options.xScale, tickCount: 6 },
    );
  const height = Math.max(options.height, kept.length * labelHeight);
  const ends = kept.length === 1 && kept[0]?.name === '' ? [] : endLabels(kept, y, height, options);
  const left = widest(y.labels, 11) + (options.label === '' && options.better === undefined ? 12 : 34);
  const right = ends.length === 0 ? 24 : widest(ends.map(({ text }) => text)) + gap;
  const drawn = kept.map(({ points }) => thinLine(points.filter(({ x: at }) => isOn(at, x)).toSorted((a, b) => a.x - b.x)));
  const values = drawn.flatMap((points, series) =>
    points.map(({ x: at, y: value, low, high }) => ({ series, x: at, y: onAxis(value, y), low: onAxis(low, y), high: onAxis(high, y) })),
  );
  const missing = points.filter(({ x: at, y: value }) => !isOn(at, x) || onAxis(value, y) === null).length;
  return {
    kind: 'line',
    summary: summaryOf(kept, options),
    notes: [...notes, ...missingNote(missing)],
    table: tableOf(all, options),
    text: {
      form: 'lines',
      scale: y.type,
      lines: kept.map((series) => ({
        label: cleanText(series.name),
        values: series.points.map(({ y: value }) => (Number.isFinite(value) ? value : null)),
        text: rangeText(series, options),
      })),
    },
    values,
    layers: [
      ...bandLayers(values, kept.length),
      lineLayer(x, y, kept.length, options),
      ...(named === undefined ? [] : [named.layer(options.width - left - right - 24)]),
      dotLayer(drawn, values, kept.length),
      ...(ends.length === 0 ? [] : [endLayer(ends, kept.length)]),
    ],
    height,
    left,
    right,
    isBlank: values.every((value) => value.y === null),
  };
}

function isOn(value: number, { type }: AxisScale): boolean {
  return Number.isFinite(value) && (type === 'linear' || value > 0);
}

function onAxis(value: number | undefined, scale: AxisScale): number | null {
  return value !== undefined && isOn(value, scale) ? value : null;
}

interface EndLabel {
  readonly series: number;
  readonly text: string;
  readonly y: number;
}

/** Names beside the last points, pushed apart where lines end close together. */
function endLabels(kept: readonly LineSeries[], y: AxisScale, height: number, { width, unit }: ResolvedChartOptions): readonly EndLabel[] {
  const place = placeOn(y);
  const last = kept.map(({ points }) => points.findLast((point) => isOn(point.y, y))?.y);
  const places = spread(
    last.map((value) => (value === undefined ? height : (1 - place.to(value)) * height)),
    labelHeight,
    0,
    height,
  );
  const names = rowLabels(
    kept.map(({ name }) => name),
    width * 0.22,
  );
  return names.map((name, series) => ({
    series,
    text: `${name} ${fitText(formatValue(last[series], unit), 80, 12)}`,
    y: places[series] ?? 0,
  }));
}

function bandLayers(values: readonly { readonly low: number | null; readonly high: number | null }[], count: number): readonly Fragment[] {
  if (values.every(({ low, high }) => low === null || high === null)) return [];
  return [
    {
      mark: { type: 'area', fillOpacity: 0.18 },
      encoding: {
        x: { field: 'x', type: 'quantitative' },
        y: { field: 'low', type: 'quantitative' },
        y2: { field: 'high' },
        color: seriesColour(count),
        detail: { field: 'series' },
      },
    },
  ];
}

function lineLayer(x: AxisScale, y: AxisScale, count: number, { label, better, xLabel }: ResolvedChartOptions): Fragment {
  return {
    mark: { type: 'line', strokeWidth: 2, invalid: 'break-paths-filter-domains' },
    encoding: {
      x: axisEncoding('x', x, { title: xLabel, isBase: true }),
      y: axisEncoding('y', y, { title: axisTitle(label, better) }),
      color: seriesColour(count),
      strokeDash: seriesDash(count),
    },
  };
}

/** Dots for every point of a short series; for a long one only where no neighbour would make a line visible. */
function dotLayer(drawn: readonly (readonly LinePoint[])[], values: readonly object[], count: number): Fragment {
  let start = 0;
  const dots = drawn.flatMap((points) => {
    const own = values.slice(start, start + points.length);
    start += points.length;
    const isMissing = (index: number): boolean => !Number.isFinite(points[index]?.y);
    return own.filter((_, index) => !isMissing(index) && (points.length <= maxDots || (isMissing(index - 1) && isMissing(index + 1))));
  });
  return {
    data: { values: dots },
    mark: { type: 'point', filled: true, size: 28, opacity: 1 },
    encoding: { x: { field: 'x', type: 'quantitative' }, y: { field: 'y', type: 'quantitative' }, color: seriesColour(count) },
  };
}

function endLayer(ends: readonly EndLabel[], count: number): Fragment {
  return {
    data: { values: ends },
    mark: { type: 'text', align: 'left', baseline: 'middle', dx: gap, color: light.ink },
    encoding: {
      x: { value: 'width' },
      y: { field: 'y', ...pixels },
      text: { field: 'text', type: 'nominal' },
      detail: seriesDetail(count),
    },
  };
}

function seriesDetail(count: number): Fragment {
  return count === 0 ? {} : { field: 'series' };
}

function tableOf(all: readonly LineSeries[], { unit, xUnit, xLabel }: ResolvedChartOptions): Drawing['table'] {
  return chartTable(
    ['series', xLabel || 'x', 'value', 'low', 'high'],
    all.flatMap(({ name, points }) =>
      points.map(({ x, y, low, high, label }) => [
        name,
        label ?? formatValue(x, xUnit),
        formatValue(y, unit),
        low === undefined ? '' : formatValue(low, unit),
        high === undefined ? '' : formatValue(high, unit),
      ]),
    ),
    2,
  );
}

function rangeText({ points }: LineSeries, { unit }: ResolvedChartOptions): string {
  const range = finiteRange(points.map(({ y }) => y));
  if (range === undefined) return 'no value';
  const last = points.findLast(({ y }) => Number.isFinite(y))?.y;
  return `${formatValue(range[0], unit)} to ${formatValue(range[1], unit)}, last ${formatValue(last, unit)}`;
}

function summaryOf(kept: readonly LineSeries[], options: ResolvedChartOptions): string {
  const lines = kept.slice(0, 6).map((series) => `${shortName(series.name) || 'the line'} from ${rangeText(series, options)}`);
  const rest = kept.length > 6 ? ` and ${kept.length - 6} more` : '';
  return `Line chart of ${kept.length} series: ${lines.join('; ')}${rest}`;
}
