import type { ChartTable, TextBars, TextCells, TextLines, TextPlot, VegaLiteSpec } from '../chart/vega-lite-spec.ts';
import { vizError } from '../errors.ts';
import { terminalCell, terminalWidth } from '../text-width/terminal-width.ts';

/** Width and parts of a terminal chart. */
export interface RenderTextOptions {
  /** Width in cells, 40 to 400. Default 80. */
  readonly columns?: number;
  /** Whether the table follows the drawing. Default true. */
  readonly table?: boolean;
}

/** Rows of the table that are printed; the JSON has all. */
const maxTableRows = 40;

/** The chart in letters: bars, sparklines or shaded cells, then its table. Plain text without colour, for logs and pipes too. */
export function renderText(spec: VegaLiteSpec, options: RenderTextOptions = {}): string {
  const { columns = 80, table = true } = options;
  if (!(columns >= 40 && columns <= 400))
    throw vizError('NSI_VIZ_CHART_OPTIONS', `expected \`columns\` from 40 to 400, got ${String(columns)}`);
  const meta = spec.usermeta?.nsi;
  if (meta === undefined) throw vizError('NSI_VIZ_RENDER', 'expected a document made by `chart()`, got one without its table');
  const title = meta.title === '' ? [] : [terminalCell(meta.title, columns).trimEnd()];
  const drawing = drawingOf(meta.text, columns);
  const body = drawing.length === 0 ? ['nothing to draw'] : drawing;
  const numbers = table && meta.table.rows.length > 0 ? ['', ...tableLines(meta.table, columns)] : [];
  return [...title, ...body, ...numbers].map((line) => line.trimEnd()).join('\n');
}

function drawingOf(plot: TextPlot, columns: number): readonly string[] {
  if (plot.form === 'bars') return barLines(plot, columns);
  return plot.form === 'lines' ? sparkLines(plot, columns) : cellLines(plot, columns);
}

const eighths = ' ▏▎▍▌▋▊▉█';

function barLines({ bars, scale, origin }: TextBars, columns: number): readonly string[] {
  const { label, text, drawing } = layout(bars, columns);
  const places = barPlaces(
    bars.map(({ value }) => value),
    scale,
    origin,
  );
  return bars.map((bar, index) => {
    const place = places[index];
    const drawn = place === undefined ? ' '.repeat(drawing) : origin === 1 ? dotLine(place, drawing) : bar8(place, drawing);
    return `${terminalCell(bar.label, label)} │${drawn}│ ${terminalCell(bar.text, text)}`;
  });
}

/** Shares of the drawing from 0 to 1; undefined where there is no value. With origin 1 the middle is 1. */
function barPlaces(values: readonly (number | null)[], scale: 'linear' | 'log', origin: number): readonly (number | undefined)[] {
  const isDrawn = (value: number | null): value is number => value !== null && (scale === 'linear' || value > 0);
  const place = (value: number): number => (scale === 'log' ? Math.log(value) : value);
  const drawn = values.filter(isDrawn).map(place);
  if (origin === 1) {
    const reach = Math.max(1e-9, ...drawn.map(Math.abs));
    return values.map((value) => (isDrawn(value) ? 0.5 + place(value) / reach / 2 : undefined));
  }
  const low = scale === 'log' ? Math.min(...drawn) - 1 : Math.min(0, ...drawn);
  const high = Math.max(...drawn);
  return values.map((value) => (isDrawn(value) ? (place(value) - low) / (high - low || 1) : undefined));
}

function bar8(share: number, width: number): string {
  const cells = share * width;
  const whole = Math.floor(cells);
  const part = whole < width ? (eighths[Math.round((cells - whole) * 8)] ?? '') : '';
  return ('█'.repeat(whole) + part).padEnd(width).slice(0, width);
}

/** A dot and the line to it from the middle, where the ratio is 1. */
function dotLine(share: number, width: number): string {
  const middle = Math.floor((width - 1) / 2);
  const dot = Math.min(width - 1, Math.max(0, Math.round(share * (width - 1))));
  return Array.from({ length: width }, (_, cell) => {
    if (cell === dot) return '●';
    if (cell === middle) return '┊';
    return cell > Math.min(dot, middle) && cell < Math.max(dot, middle) ? '─' : ' ';
  }).join('');
}

const levels = '▁▂▃▄▅▆▇█';

function sparkLines({ lines, scale }: TextLines, columns: number): readonly string[] {
  const { label, text, drawing } = layout(lines, columns);
  return lines.map(
    (line) =>
      `${terminalCell(line.label, label)} │${sparkline(line.values.map(onScale(scale)), drawing)}│ ${terminalCell(line.text, text)}`,
  );
}

function sparkline(values: readonly (number | null)[], width: number): string {
  const cells = Array.from({ length: Math.min(width, values.length) }, (_, cell, count = Math.min(width, values.length)) => {
    const slice = values.slice(Math.floor((cell * values.length) / count), Math.floor(((cell + 1) * values.length) / count));
    return slice.reduce<number | null>((most, value) => (value !== null && (most === null || value > most) ? value : most), null);
  });
  const share = shareOf(cells);
  const drawn = cells.map((value) => (value === null ? ' ' : (levels[Math.min(7, Math.floor(share(value) * 8))] ?? ' ')));
  return drawn.join('').padEnd(width);
}

function onScale(scale: 'linear' | 'log'): (value: number | null) => number | null {
  return (value) => (scale === 'linear' || value === null ? value : value > 0 ? Math.log(value) : null);
}

/** Place of a value between the least and the greatest; where all are equal, full height for anything but zero. */
function shareOf(values: readonly (number | null)[]): (value: number) => number {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) if (value !== null) [low, high] = [Math.min(low, value), Math.max(high, value)];
  return (value) => (high > low ? (value - low) / (high - low) : value === 0 ? 0 : 1);
}

const shades = ' ░▒▓█';

function cellLines({ rows, text, scale }: TextCells, columns: number): readonly string[] {
  const share = shareOf(rows.flatMap(({ values }) => values.map(onScale(scale))));
  const label = Math.min(Math.floor(columns * 0.4), Math.max(1, ...rows.map((row) => terminalWidth(row.label))));
  const count = Math.max(1, ...rows.map(({ values }) => values.length));
  const width = Math.max(1, Math.min(4, Math.floor((columns - label - 3) / count)));
  const lines = rows.map(({ label: name, values }) => {
    const cells = values
      .map(onScale(scale))
      .map((value) => (value === null ? '·' : (shades[1 + Math.min(3, Math.floor(share(value) * 4))] ?? ' ')).repeat(width));
    return `${terminalCell(name, label)} │${cells.join('').slice(0, columns - label - 3)}│`;
  });
  return [...lines, terminalCell(text, columns)];
}

interface TextLayout {
  readonly label: number;
  readonly text: number;
  readonly drawing: number;
}

/** Names get a third of the width at most, numbers 45 %, the drawing the rest. */
function layout(rows: readonly { readonly label: string; readonly text: string }[], columns: number): TextLayout {
  const label = Math.min(Math.floor(columns / 3), Math.max(1, ...rows.map((row) => terminalWidth(row.label))));
  const text = Math.min(Math.floor(columns * 0.45), Math.max(1, ...rows.map((row) => terminalWidth(row.text))));
  return { label, text, drawing: Math.max(8, columns - label - text - 4) };
}

function tableLines({ columns: heads, rows }: ChartTable, columns: number): readonly string[] {
  const shown = rows.slice(0, maxTableRows);
  const widths = narrowed(
    heads.map(({ name }, column) => Math.max(terminalWidth(name), ...shown.map((row) => terminalWidth(row[column] ?? '')))),
    columns,
  );
  const line = (cells: readonly string[]): string =>
    heads.map(({ align }, column) => terminalCell(cells[column] ?? '', widths[column] ?? 0, align)).join('  ');
  const rest = rows.length - shown.length;
  return [
    line(heads.map(({ name }) => name)),
    widths.map((width) => '─'.repeat(width)).join('  '),
    ...shown.map(line),
    ...(rest > 0 ? [`… ${rest} more rows`] : []),
  ];
}

/** Takes from the widest column until the table fits; none gets below four cells. */
function narrowed(widths: readonly number[], columns: number): readonly number[] {
  const fitted = [...widths];
  const excess = (): number => fitted.reduce((sum, width) => sum + width + 2, -2) - columns;
  while (excess() > 0) {
    const widest = Math.max(...fitted);
    if (widest <= 4) break;
    const second = Math.max(4, ...fitted.filter((width) => width < widest));
    fitted[fitted.indexOf(widest)] = Math.max(4, Math.min(widest - 1, Math.max(second, widest - excess())));
  }
  return fitted;
}
