import { wrapText } from '../text-width/fit-text.ts';
import { textWidth } from '../text-width/text-width.ts';
import { light, seriesColours } from '../theme/palette.ts';
import { cleanText } from './clean-text.ts';
import type { ChartKind } from './chart-data.ts';
import type { ResolvedChartOptions } from './chart-options.ts';
import type { ChartTable, TextPlot, VegaLiteSpec } from './vega-lite-spec.ts';

/** A piece of Vega-Lite. */
export type Fragment = Readonly<Record<string, unknown>>;

/** What one kind of chart contributes; the frame adds all that charts have in common. */
export interface Drawing {
  readonly kind: ChartKind;
  /** The picture in one or two sentences. */
  readonly summary: string;
  /** What the picture leaves out. */
  readonly notes: readonly string[];
  readonly table: ChartTable;
  readonly text: TextPlot;
  /** Rows that every layer without data of its own draws. */
  readonly values: readonly object[];
  readonly layers: readonly Fragment[];
  /** Pixels of the drawing area. */
  readonly height: number;
  /** Pixels left and right of the drawing area that hold names and numbers. */
  readonly left?: number;
  readonly right?: number;
  /** Nothing of the data could be drawn: the frame then says so in the middle. */
  readonly isBlank?: boolean;
}

/** Families that browsers try in turn; pictures are drawn with the first, which the package brings. */
export const fontFamily = 'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
const edge = 12;
const titleSize = 15;
const subtitleSize = 12;

/** The whole document: title, alternative text, table twin, colours and fonts around the drawing. */
export function frame(drawing: Drawing, options: ResolvedChartOptions): VegaLiteSpec {
  const { width } = options;
  const { left = 0, right = 0 } = drawing;
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description: descriptionOf(drawing, options),
    usermeta: { nsi: { kind: drawing.kind, title: options.title, width, table: drawing.table, text: drawing.text } },
    background: light.paper,
    width: width - left - right - 2 * edge,
    height: drawing.height,
    autosize: { type: 'pad' },
    padding: edge,
    ...titleOf(drawing, options),
    data: { values: drawing.values },
    layer: drawing.isBlank === true ? [...drawing.layers, blankLayer] : drawing.layers,
    config,
  };
}

function descriptionOf({ summary, notes }: Drawing, { title, description }: ResolvedChartOptions): string {
  const head = description || summary;
  const sentences = [...(title === '' || description !== '' ? [] : [sentence(title)]), sentence(head), ...notes.map(sentence)];
  return cleanText(sentences.join(' '));
}

function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

function titleOf({ notes }: Drawing, { title, subtitle, width }: ResolvedChartOptions): Fragment {
  const room = width - 2 * edge;
  const quiet = quietLines(subtitle, notes.join(' · '), room);
  if (title === '' && quiet.length === 0) return {};
  return {
    title: {
      text: title === '' ? [''] : wrapText(title, room, titleSize, { isBold: true, maxLines: 3 }),
      ...(quiet.length === 0 ? {} : { subtitle: quiet }),
      ...(title === '' ? { fontSize: 1 } : {}),
    },
  };
}

/** Subtitle and notes on one line when they fit, else one below the other: a long subtitle must not swallow a note. */
function quietLines(subtitle: string, notes: string, room: number): readonly string[] {
  const parts = [subtitle, notes].filter((part) => part !== '');
  const together = parts.join(' · ');
  if (textWidth(together, subtitleSize) <= room) return parts.length === 0 ? [] : [together];
  return parts.flatMap((part) => wrapText(part, room, subtitleSize, { maxLines: 3 }));
}

const blankLayer: Fragment = {
  data: { values: [{ text: 'no finite value to draw' }] },
  mark: { type: 'text', align: 'center', baseline: 'middle', color: light.muted, fontSize: 13 },
  encoding: { x: { value: { expr: 'width / 2' } }, y: { value: { expr: 'height / 2' } }, text: { field: 'text', type: 'nominal' } },
};

const axis: Fragment = {
  labelFontSize: 11,
  labelColor: light.muted,
  titleFontSize: 12,
  titleFontWeight: 400,
  titleColor: light.muted,
  titlePadding: 8,
  gridColor: light.rule,
  domainColor: light.axis,
  tickColor: light.axis,
  labelLimit: 400,
  labelPadding: 5,
  labelFlush: false,
};

const config: Fragment = {
  aria: false,
  font: fontFamily,
  view: { stroke: null },
  axis,
  axisX: { labelOverlap: 'greedy', labelSeparation: 6, labelPadding: 9 },
  title: {
    anchor: 'start',
    frame: 'bounds',
    fontSize: titleSize,
    fontWeight: 600,
    color: light.ink,
    subtitleFontSize: subtitleSize,
    subtitleColor: light.muted,
    subtitlePadding: 4,
    offset: 12,
  },
  legend: { labelFontSize: 12, labelColor: light.ink, labelLimit: 400, symbolStrokeWidth: 2, title: null, orient: 'top', offset: 6 },
  text: { color: light.ink, fontSize: 12 },
  rule: { color: light.axis },
  range: { category: seriesColours },
};
