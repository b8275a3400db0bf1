import { formatInterval, formatValue } from '../number-format/format-value.ts';
import { light, verdictColours } from '../theme/palette.ts';
import { axisScale, type AxisScale } from './axis-scale.ts';
import type { RatioRow } from './chart-data.ts';
import type { ResolvedChartOptions } from './chart-options.ts';
import { chartTable } from './chart-table.ts';
import { cleanText, isolated, shortName } from './clean-text.ts';
import type { Drawing, Fragment } from './frame.ts';
import { keepRows, missingNote } from './keep-rows.ts';
import { axisEncoding, columnLayers, pixels, rowColumns } from './layers.ts';

const rowHeight = 24;

/** Ratios with their intervals on a logarithmic axis around 1, where twice as fast and twice as slow are equally far away. */
export function ratioChart(rows: readonly RatioRow[], options: ResolvedChartOptions): Drawing {
  const { kept, notes } = keepRows(inOrder(rows, options), options.maxRows ?? 60, 'comparisons');
  const scale = ratioScale(kept, options);
  const { names, texts, left, right } = rowColumns(
    kept.map(({ name }) => name),
    kept.map((row) => rowText(row, options)),
    options.width,
  );
  const values = kept.map((row, index) => ({
    name: names[index],
    text: texts[index],
    y: (index + 0.5) * rowHeight,
    ratio: isRatio(row.ratio) ? row.ratio : null,
    low: isRatio(row.ratio) ? clamp(row.low, scale) : null,
    high: isRatio(row.ratio) ? clamp(row.high, scale) : null,
    effect: effectOf(row, options),
  }));
  return {
    kind: 'ratio',
    summary: summaryOf(kept, options),
    notes: [...notes, ...missingNote(kept.filter(({ ratio }) => !isRatio(ratio)).length)],
    table: chartTable(
      ['name', 'ratio', 'low', 'high', 'verdict'],
      rows.map((row) => [
        row.name,
        formatValue(row.ratio, 'ratio'),
        formatValue(row.low, 'ratio'),
        formatValue(row.high, 'ratio'),
        verdictOf(row, options),
      ]),
    ),
    text: {
      form: 'bars',
      scale: 'log',
      origin: 1,
      bars: kept.map((row) => ({ label: cleanText(row.name), value: isRatio(row.ratio) ? row.ratio : null, text: rowText(row, options) })),
    },
    values,
    layers: [...markLayers(scale, options), ...directionLayers(scale, options), ...columnLayers()],
    height: kept.length * rowHeight,
    left,
    right,
  };
}

type Effect = 'good' | 'bad' | 'neutral';

function isRatio(value: number): boolean {
  return Number.isFinite(value) && value > 0;
}

function inOrder(rows: readonly RatioRow[], { order }: ResolvedChartOptions): readonly RatioRow[] {
  return order === 'given'
    ? rows
    : rows.toSorted((a, b) => (isRatio(a.ratio) ? a.ratio : Infinity) - (isRatio(b.ratio) ? b.ratio : Infinity));
}

/** Intervals reach at most a factor of ten beyond the ratios, so that one wild comparison does not hide the others. */
function ratioScale(rows: readonly RatioRow[], { scale: choice }: ResolvedChartOptions): AxisScale {
  const ratios = rows.map(({ ratio }) => ratio).filter(isRatio);
  const [least, most] = [Math.min(1, ...ratios) / 10, Math.max(1, ...ratios) * 10];
  const ends = rows.flatMap(({ low, high }) => [low, high]).filter(isRatio);
  const values = [...ratios, ...ends.map((end) => Math.min(most, Math.max(least, end)))];
  const isNarrow = choice === 'linear';
  return axisScale([...values, 1, ...(values.every((value) => value === 1) ? [0.9, 1.1] : [])], {
    unit: 'ratio',
    choice: isNarrow ? 'linear' : 'log',
    include: 1,
  });
}

function clamp(value: number, { domain: [low, high] }: AxisScale): number {
  return Number.isNaN(value) ? low : Math.min(high, Math.max(low, value));
}

function verdictOf({ ratio, low, high, verdict }: RatioRow, { better }: ResolvedChartOptions): string {
  if (verdict !== undefined) return cleanText(verdict);
  if (!isRatio(ratio)) return 'inconclusive';
  if (low <= 1 && high >= 1) return 'no change';
  return low > 1 === (better !== 'lower') ? 'improvement' : 'regression';
}

const effects: ReadonlyMap<string, Effect> = new Map([
  ['improvement', 'good'],
  ['faster', 'good'],
  ['regression', 'bad'],
  ['slower', 'bad'],
  ['no change', 'neutral'],
  ['inconclusive', 'neutral'],
]);

/** What a report's verdict means; another word is judged by the side of 1 that the ratio is on. */
function effectOf(row: RatioRow, options: ResolvedChartOptions): Effect {
  if (!isRatio(row.ratio)) return 'neutral';
  const known = effects.get(verdictOf(row, options));
  if (known !== undefined || row.ratio === 1) return known ?? 'neutral';
  return row.ratio > 1 === (options.better !== 'lower') ? 'good' : 'bad';
}

function rowText(row: RatioRow, options: ResolvedChartOptions): string {
  const interval = isRatio(row.ratio) ? ` (${formatInterval(row.low, row.high, 'ratio').replace(/×$/, '')})` : '';
  return `${isRatio(row.ratio) ? formatValue(row.ratio, 'ratio') : 'no value'}${interval} ${isolated(verdictOf(row, options))}`;
}

function markLayers(scale: AxisScale, { label }: ResolvedChartOptions): readonly Fragment[] {
  const y = { field: 'y', ...pixels };
  const domain: readonly Effect[] = ['good', 'bad', 'neutral'];
  const color = {
    field: 'effect',
    type: 'nominal',
    scale: { domain, range: domain.map((effect) => verdictColours[effect]) },
    legend: null,
  };
  const shape = { field: 'effect', type: 'nominal', scale: { domain, range: ['circle', 'diamond', 'square'] }, legend: null };
  const x = axisEncoding('ratio', scale, { title: label });
  return [
    {
      mark: { type: 'rule', strokeDash: [4, 3], color: light.axis },
      data: { values: [{ one: 1 }] },
      encoding: { x: { field: 'one', type: 'quantitative' } },
    },
    { mark: { type: 'rule', strokeWidth: 2 }, encoding: { x: { field: 'low', type: 'quantitative' }, x2: { field: 'high' }, y, color } },
    { mark: { type: 'point', filled: true, size: 80, opacity: 1 }, encoding: { x, y, color, shape } },
  ];
}

/** Says above the drawing which side is good. */
function directionLayers(scale: AxisScale, { better }: ResolvedChartOptions): readonly Fragment[] {
  const [low, high] = better === 'lower' ? ['← better', 'worse →'] : ['← worse', 'better →'];
  const [from, to] = scale.domain;
  const word = (text: string, end: number, align: string): Fragment => ({
    data: { values: [{ end, text }] },
    mark: { type: 'text', align, baseline: 'bottom', dy: -4, color: light.muted, fontSize: 11 },
    encoding: { x: { field: 'end', type: 'quantitative' }, y: { value: 0 }, text: { field: 'text', type: 'nominal' } },
  });
  return [...(from < 1 ? [word(low, from, 'left')] : []), ...(to > 1 ? [word(high, to, 'right')] : [])];
}

function summaryOf(rows: readonly RatioRow[], options: ResolvedChartOptions): string {
  const verdicts = new Map<string, number>();
  for (const row of rows) verdicts.set(verdictOf(row, options), (verdicts.get(verdictOf(row, options)) ?? 0) + 1);
  const counts = [...verdicts].map(([verdict, count]) => `${count} ${verdict}`).join(', ');
  const ratios = rows.filter(({ ratio }) => isRatio(ratio)).toSorted((a, b) => a.ratio - b.ratio);
  const [least, most] = [ratios[0], ratios.at(-1)];
  const range =
    least && most
      ? `; from ${formatValue(least.ratio, 'ratio')} (${shortName(least.name)}) to ${formatValue(most.ratio, 'ratio')} (${shortName(most.name)})`
      : '';
  return `Ratio plot of ${rows.length} ${rows.length === 1 ? 'comparison' : 'comparisons'} of candidate to baseline: ${counts}${range}`;
}
