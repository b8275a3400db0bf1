import { formatInterval, formatValue } from '../number-format/format-value.ts';
import { fitText } from '../text-width/fit-text.ts';
import { light } from '../theme/palette.ts';
import { axisScale, type AxisScale } from './axis-scale.ts';
import type { BarRow } from './chart-data.ts';
import type { ResolvedChartOptions } from './chart-options.ts';
import { chartTable } from './chart-table.ts';
import { cleanText, isolated, shortName } from './clean-text.ts';
import type { Drawing, Fragment } from './frame.ts';
import { keepRows, missingNote } from './keep-rows.ts';
import { axisEncoding, axisTitle, columnLayers, pixels, rowColumns } from './layers.ts';
import { labelSize } from './row-labels.ts';
import { seriesColour } from './series-style.ts';

const rowHeight = 24;
const barHeight = 16;
const groupGap = 14;

/**
 * Horizontal bars from zero, one row each. Values that span three decades or more are drawn as dots on a logarithmic axis instead: a bar
 * has no honest length there.
 */
export function barChart(rows: readonly BarRow[], options: ResolvedChartOptions): Drawing {
  const { kept, notes } = keepRows(inOrder(rows, options), options.maxRows ?? 60, 'rows');
  const scale = barScale(kept, options);
  const groups = [...new Set(kept.map(({ group }) => group))];
  const { names, texts, left, right } = rowColumns(
    headings(kept),
    kept.map((row) => rowText(row, options)),
    options.width,
  );
  const places = rowPlaces(kept);
  const values = kept.map((row, index) => ({
    name: isHeading(kept, index) ? names[index] : '',
    text: texts[index],
    y: places[index],
    top: (places[index] ?? 0) - barHeight / 2,
    bottom: (places[index] ?? 0) + barHeight / 2,
    value: drawable(row.value, scale),
    low: drawable(row.low, scale),
    high: drawable(row.high, scale),
    series: groups.indexOf(row.group),
  }));
  return {
    kind: 'bar',
    summary: summaryOf(kept, options),
    notes: [...notes, ...missingNote(kept.filter(({ value }) => !Number.isFinite(value)).length)],
    table: tableOf(rows, options),
    text: {
      form: 'bars',
      scale: scale.type,
      origin: 0,
      bars: kept.map((row) => ({
        label: fullName(row),
        value: Number.isFinite(row.value) ? row.value : null,
        text: rowNumber(row, options),
      })),
    },
    values,
    layers: [
      ...guideLayers(scale),
      markLayer(scale, groups.length, axisTitle(options.label, options.better)),
      ...intervalLayers(kept),
      ...columnLayers(),
    ],
    height: (places.at(-1) ?? 0) + rowHeight / 2 + 2,
    left,
    right,
  };
}

function inOrder(rows: readonly BarRow[], { order }: ResolvedChartOptions): readonly BarRow[] {
  return order === 'given'
    ? rows
    : rows.toSorted((a, b) => (Number.isFinite(b.value) ? b.value : -Infinity) - (Number.isFinite(a.value) ? a.value : -Infinity));
}

function barScale(rows: readonly BarRow[], { unit, scale: choice }: ResolvedChartOptions): AxisScale {
  const values = rows.flatMap(({ value, low = value, high = value }) => [value, low, high]);
  const sizes = rows.map(({ value }) => value).filter((value) => Number.isFinite(value) && value !== 0);
  const isWide = sizes.length > 0 && Math.min(...sizes) > 0 && Math.max(...sizes) / Math.min(...sizes) >= 1000;
  if (choice === 'log' || (choice === 'auto' && isWide)) return axisScale(values, { unit, choice: 'log' });
  return axisScale(values, { unit, choice: 'linear', include: 0 });
}

function drawable(value: number | undefined, { type }: AxisScale): number | null {
  return value !== undefined && Number.isFinite(value) && (type === 'linear' || value > 0) ? value : null;
}

/** A name is written once, beside the first of its bars. */
function isHeading(rows: readonly BarRow[], index: number): boolean {
  const [row, previous] = [rows[index], rows[index - 1]];
  return row?.group === undefined || previous?.group === undefined || row.name !== previous.name;
}

function headings(rows: readonly BarRow[]): readonly string[] {
  return rows.map(({ name }) => name);
}

function rowPlaces(rows: readonly BarRow[]): readonly number[] {
  let place = rowHeight / 2;
  return rows.map((_, index) => {
    if (index > 0)
      place += rowHeight + (isHeading(rows, index) && rows[index]?.group !== undefined ? groupGap - (rowHeight - barHeight) / 2 : 0);
    return place;
  });
}

function rowNumber({ value, low, high }: BarRow, { unit }: ResolvedChartOptions): string {
  const interval = low === undefined || high === undefined ? '' : ` (${formatInterval(low, high, unit)})`;
  return formatValue(value, unit) + interval;
}

/** The group stands in words beside each bar, so colour is never the only sign of it. */
function rowText(row: BarRow, options: ResolvedChartOptions): string {
  const number = rowNumber(row, options);
  return row.group === undefined ? number : `${isolated(fitText(cleanText(row.group) || '(no name)', 110, labelSize))} ${number}`;
}

function fullName({ name, group }: BarRow): string {
  return cleanText(group === undefined ? name : `${name} · ${group}`);
}

function shortFullName({ name, group }: BarRow): string {
  return group === undefined ? shortName(name) : `${shortName(name)} · ${shortName(group)}`;
}

function markLayer(scale: AxisScale, groupCount: number, title: string): Fragment {
  const x = axisEncoding('value', scale, { title });
  const color = seriesColour(groupCount);
  if (scale.type === 'log') {
    return { mark: { type: 'point', filled: true, size: 90, opacity: 1 }, encoding: { x, y: { field: 'y', ...pixels }, color } };
  }
  return {
    mark: { type: 'rect', cornerRadius: 2 },
    encoding: { x, x2: { datum: 0 }, y: { field: 'top', ...pixels }, y2: { field: 'bottom' }, color },
  };
}

/** Dots need a line from their name; bars are that line. */
function guideLayers({ type }: AxisScale): readonly Fragment[] {
  if (type === 'linear') return [];
  return [
    { mark: { type: 'rule', color: light.rule }, encoding: { x: { value: 0 }, x2: { value: 'width' }, y: { field: 'y', ...pixels } } },
  ];
}

function intervalLayers(rows: readonly BarRow[]): readonly Fragment[] {
  if (rows.every(({ low, high }) => low === undefined || high === undefined)) return [];
  const y = { field: 'y', ...pixels };
  const x = { field: 'low', type: 'quantitative' };
  return [
    { mark: { type: 'rule', strokeWidth: 5, color: light.paper }, encoding: { x, x2: { field: 'high' }, y } },
    { mark: { type: 'rule', strokeWidth: 2, color: light.ink }, encoding: { x, x2: { field: 'high' }, y } },
  ];
}

function tableOf(rows: readonly BarRow[], { unit }: ResolvedChartOptions): Drawing['table'] {
  const hasGroups = rows.some(({ group }) => group !== undefined);
  const hasIntervals = rows.some(({ low, high }) => low !== undefined || high !== undefined);
  return chartTable(
    ['name', ...(hasGroups ? ['group'] : []), 'value', ...(hasIntervals ? ['low', 'high'] : [])],
    rows.map(({ name, group = '', value, low, high }) => [
      name,
      ...(hasGroups ? [group] : []),
      formatValue(value, unit),
      ...(hasIntervals ? [formatValue(low, unit), formatValue(high, unit)] : []),
    ]),
    hasGroups ? 2 : 1,
  );
}

function summaryOf(rows: readonly BarRow[], options: ResolvedChartOptions): string {
  const finite = rows.filter(({ value }) => Number.isFinite(value)).toSorted((a, b) => a.value - b.value);
  const [least, most] = [finite[0], finite.at(-1)];
  if (!least || !most) return `Bar chart of ${rows.length} rows without a finite value`;
  const range =
    least === most
      ? `${shortFullName(least)}: ${formatValue(least.value, options.unit)}`
      : `${formatValue(least.value, options.unit)} (${shortFullName(least)}) to ${formatValue(most.value, options.unit)} (${shortFullName(most)})`;
  return `Bar chart of ${rows.length} ${rows.length === 1 ? 'row' : 'rows'}, ${range}`;
}
