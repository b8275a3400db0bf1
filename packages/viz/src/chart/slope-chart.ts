import { formatValue } from '../number-format/format-value.ts';
import { fitText } from '../text-width/fit-text.ts';
import { light, verdictColours } from '../theme/palette.ts';
import { axisScale, type AxisScale } from './axis-scale.ts';
import type { SlopeRow } from './chart-data.ts';
import type { ResolvedChartOptions } from './chart-options.ts';
import { chartTable } from './chart-table.ts';
import { cleanText, isolated, shortName } from './clean-text.ts';
import type { Drawing, Fragment } from './frame.ts';
import { keepRows, missingNote } from './keep-rows.ts';
import { axisTitle, gap, pixels } from './layers.ts';
import { labelSize, rowLabels, widest } from './row-labels.ts';
import { placeOn } from './sample-axis.ts';
import { spread } from './spread.ts';

const labelHeight = 16;
const head = 26;

/** A line from before to after for each row, with both values in words; lines that grow and lines that shrink differ in colour and dash. */
export function slopeChart(rows: readonly SlopeRow[], options: ResolvedChartOptions): Drawing {
  const { kept, notes } = keepRows(inOrder(rows, options), options.maxRows ?? 40, 'rows');
  const scale = axisScale(
    kept.flatMap(({ before, after }) => [before, after]),
    { unit: options.unit, choice: options.scale },
  );
  const height = Math.max(Math.min(options.height, 120 + kept.length * 24), kept.length * labelHeight) + head;
  const place = (value: number): number => head + (1 - placeOn(scale).to(value)) * (height - head);
  const names = rowLabels(
    kept.map(({ name }) => name),
    options.width * 0.26,
  );
  const drawn = kept.map((row, index) => ({
    row,
    from: isOn(row.before, scale) ? place(row.before) : null,
    to: isOn(row.after, scale) ? place(row.after) : null,
    name: names[index] ?? '',
    effect: effectOf(row, options),
  }));
  const texts = {
    before: kept.map((row, index) => `${names[index] ?? ''}  ${formatValue(row.before, options.unit)}`),
    after: kept.map((row) => afterText(row, options)),
  };
  const places = {
    before: spread(
      drawn.map(({ from }) => from ?? height),
      labelHeight,
      head,
      height,
    ),
    after: spread(
      drawn.map(({ to }) => to ?? height),
      labelHeight,
      head,
      height,
    ),
  };
  const missing = kept.filter(({ before, after }) => !isOn(before, scale) || !isOn(after, scale)).length;
  return {
    kind: 'slope',
    summary: summaryOf(kept, options),
    notes: [...notes, ...missingNote(missing)],
    table: chartTable(
      ['name', 'before', 'after', 'after ÷ before'],
      rows.map(({ name, before, after }) => [
        name,
        formatValue(before, options.unit),
        formatValue(after, options.unit),
        formatValue(after / before, 'ratio'),
      ]),
    ),
    text: {
      form: 'bars',
      scale: 'log',
      origin: 1,
      bars: kept.map(({ name, before, after }) => ({
        label: cleanText(name),
        value: Number.isFinite(after / before) && after / before > 0 ? after / before : null,
        text: `${formatValue(before, options.unit)} → ${formatValue(after, options.unit)} (${formatValue(after / before, 'ratio')})`,
      })),
    },
    values: [],
    layers: [
      ...lineLayers(drawn),
      labelLayer(texts.before, places.before, 'before'),
      labelLayer(texts.after, places.after, 'after'),
      headLayer(axisTitle(options.label, options.better)),
    ],
    height,
    left: widest(texts.before) + gap,
    right: widest(texts.after) + gap,
  };
}

type Effect = 'good' | 'bad' | 'neutral';

function isOn(value: number, { type }: AxisScale): boolean {
  return Number.isFinite(value) && (type === 'linear' || value > 0);
}

function inOrder(rows: readonly SlopeRow[], { order }: ResolvedChartOptions): readonly SlopeRow[] {
  return order === 'given' ? rows : rows.toSorted((a, b) => (b.after || 0) - (a.after || 0));
}

/** Changes below one percent are called none. Without `better`, less is taken for good. */
function effectOf({ before, after }: SlopeRow, { better = 'lower' }: ResolvedChartOptions): Effect {
  if (!Number.isFinite(before) || !Number.isFinite(after) || Math.abs(after - before) <= 0.01 * Math.abs(before)) return 'neutral';
  return after < before === (better === 'lower') ? 'good' : 'bad';
}

function afterText({ before, after }: SlopeRow, { unit, width }: ResolvedChartOptions): string {
  const ratio = after / before;
  const change = Number.isFinite(ratio) ? ` (${formatValue(ratio, 'ratio')})` : '';
  return isolated(fitText(formatValue(after, unit) + change, width * 0.3, labelSize));
}

interface DrawnSlope {
  readonly from: number | null;
  readonly to: number | null;
  readonly effect: Effect;
}

function lineLayers(drawn: readonly DrawnSlope[]): readonly Fragment[] {
  const effects: readonly Effect[] = ['good', 'bad', 'neutral'];
  const sign = (range: readonly unknown[]): Fragment => ({
    field: 'effect',
    type: 'nominal',
    scale: { domain: effects, range },
    legend: null,
  });
  const color = sign(effects.map((effect) => verdictColours[effect]));
  const lines = drawn.filter(({ from, to }) => from !== null && to !== null);
  const ends = drawn.flatMap(({ from, to, effect }) => [
    { y: from, side: 0, effect },
    { y: to, side: 1, effect },
  ]);
  return [
    {
      data: { values: lines },
      mark: { type: 'rule', strokeWidth: 2 },
      encoding: {
        x: { value: 0 },
        x2: { value: 'width' },
        y: { field: 'from', ...pixels },
        y2: { field: 'to' },
        color,
        strokeDash: sign([
          [1, 0],
          [7, 3],
          [2, 2],
        ]),
      },
    },
    ...[0, 1].map((side) => ({
      data: { values: ends.filter((end) => end.side === side && end.y !== null) },
      mark: { type: 'point', filled: true, size: 50, opacity: 1 },
      encoding: { x: { value: side === 0 ? 0 : 'width' }, y: { field: 'y', ...pixels }, color },
    })),
  ];
}

function labelLayer(texts: readonly string[], places: readonly number[], side: 'before' | 'after'): Fragment {
  const isBefore = side === 'before';
  return {
    data: { values: texts.map((text, index) => ({ text, y: places[index] })) },
    mark: { type: 'text', align: isBefore ? 'right' : 'left', baseline: 'middle', dx: isBefore ? -gap : gap, color: light.ink },
    encoding: { x: { value: isBefore ? 0 : 'width' }, y: { field: 'y', ...pixels }, text: { field: 'text', type: 'nominal' } },
  };
}

function headLayer(title: string): Fragment {
  const words = [
    { text: 'before', share: 0, align: 'left' },
    { text: title, share: 0.5, align: 'center' },
    { text: 'after', share: 1, align: 'right' },
  ].filter(({ text }) => text !== '');
  return {
    layer: words.map(({ text, share, align }) => ({
      data: { values: [{ text }] },
      mark: { type: 'text', align, baseline: 'top', color: light.muted, fontSize: 11 },
      encoding: {
        x: share === 0 ? { value: 0 } : { value: { expr: `width * ${share}` } },
        y: { value: 0 },
        text: { field: 'text', type: 'nominal' },
      },
    })),
  };
}

function summaryOf(kept: readonly SlopeRow[], options: ResolvedChartOptions): string {
  const count = (effect: Effect): number => kept.filter((row) => effectOf(row, options) === effect).length;
  const examples = kept
    .slice(0, 5)
    .map(({ name, before, after }) => `${shortName(name)} ${formatValue(before, options.unit)} to ${formatValue(after, options.unit)}`);
  return `Before and after of ${kept.length} rows, ${count('good')} better, ${count('bad')} worse, ${count('neutral')} about equal: ${examples.join('; ')}`;
}
