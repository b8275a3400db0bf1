import { light } from '../theme/palette.ts';
import type { AxisScale } from './axis-scale.ts';
import type { ChartKind, SampleSet } from './chart-data.ts';
import type { ResolvedChartOptions } from './chart-options.ts';
import { cleanText } from './clean-text.ts';
import type { Drawing } from './frame.ts';
import { keepRows, missingNote } from './keep-rows.ts';
import { axisEncoding, axisTitle, columnLayers, pixels, rowColumns } from './layers.ts';
import { sampleAxis } from './sample-axis.ts';
import { droppedCount, sampleSentence, type SampleSummary, sampleTable, summarise, summaryText } from './sample-summary.ts';
import { seriesColour } from './series-style.ts';

/** Outline of one row: heights from 0 to 1 along the axis. */
export type RowShape = readonly { readonly x: number; readonly height: number }[];

export interface SampleRowsOptions {
  readonly kind: ChartKind;
  readonly noun: string;
  readonly note: string;
  /** Undefined where the samples do not make a shape: one value, or none. The row then shows its values as ticks. */
  readonly shapeOf: (set: SampleSummary, scale: AxisScale) => RowShape | undefined;
}

const rowHeight = 46;
const shapeHeight = 36;

/** Sets of samples as shapes in rows of their own: names left, medians right, one axis below. */
export function sampleRows(
  sets: readonly SampleSet[],
  options: ResolvedChartOptions,
  { kind, noun, note, shapeOf }: SampleRowsOptions,
): Drawing {
  const all = sets.map(summarise);
  const { kept, notes } = keepRows(all, options.maxRows ?? 30, 'sets');
  const { scale, notes: axisNotes } = sampleAxis(kept, options);
  const { names, texts, left, right } = rowColumns(
    kept.map(({ name }) => name),
    kept.map((set) => summaryText(set, options)),
    options.width,
  );
  const shapes = kept.map((set) => shapeOf(set, scale));
  const base = (row: number): number => (row + 1) * rowHeight - 4;
  const outline = shapes.flatMap((shape = [], row) =>
    shape.map(({ x, height }) => ({ series: row, x, top: round(base(row) - height * shapeHeight), base: base(row) })),
  );
  const rows = kept.map((_, row) => ({ name: names[row], text: texts[row], y: base(row) - shapeHeight / 2 + 4, base: base(row) }));
  const ticks = kept.flatMap((set, row) =>
    tickValues(set, shapes[row] !== undefined, scale).map((value) => ({
      series: row,
      value,
      from: base(row) - shapeHeight - 2,
      to: base(row) + 3,
    })),
  );
  const color = seriesColour(kept.length);
  return {
    kind,
    summary: sampleSentence(noun, kept, options),
    notes: [...notes, ...missingNote(droppedCount(kept)), ...axisNotes, ...(kept.length > 1 ? [note] : [])],
    table: sampleTable(all, options),
    text: {
      form: 'lines',
      scale: 'linear',
      lines: kept.map((set, row) => ({
        label: cleanText(set.name),
        values: (shapes[row] ?? []).map(({ height }) => height),
        text: summaryText(set, options),
      })),
    },
    values: rows,
    layers: [
      {
        mark: { type: 'rule', color: light.rule },
        encoding: { x: { value: 0 }, x2: { value: 'width' }, y: { field: 'base', ...pixels } },
      },
      {
        data: { values: outline },
        mark: { type: 'area', fillOpacity: 0.28, line: false },
        encoding: {
          x: axisEncoding('x', scale, { title: axisTitle(options.label, options.better) }),
          y: { field: 'top', ...pixels },
          y2: { field: 'base' },
          color,
          detail: { field: 'series' },
        },
      },
      {
        data: { values: outline },
        mark: { type: 'line', strokeWidth: 1.5 },
        encoding: { x: { field: 'x', type: 'quantitative' }, y: { field: 'top', ...pixels }, color, detail: { field: 'series' } },
      },
      {
        data: { values: ticks },
        mark: { type: 'rule', strokeWidth: 2, color: light.ink },
        encoding: { x: { field: 'value', type: 'quantitative' }, y: { field: 'from', ...pixels }, y2: { field: 'to' } },
      },
      ...columnLayers(),
    ],
    height: kept.length * rowHeight + 2,
    left,
    right,
  };
}

/** The median; every different value where there is no shape. */
function tickValues({ sorted, median }: SampleSummary, hasShape: boolean, { domain: [low, high] }: AxisScale): readonly number[] {
  const values = hasShape ? [median] : [...new Set(sorted)].slice(0, 100);
  return values.filter((value) => value >= low && value <= high);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
