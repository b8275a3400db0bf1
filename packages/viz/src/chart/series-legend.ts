import { light } from '../theme/palette.ts';
import type { Fragment } from './frame.ts';
import { pixels } from './layers.ts';
import { rowLabels, widest } from './row-labels.ts';
import { seriesColour, seriesDash, seriesShape } from './series-style.ts';

const rowHeight = 20;
const signWidth = 26;
const columnGap = 18;

/** A series' name and what is said behind it. */
export interface LegendEntry {
  readonly name: string;
  readonly ending: string;
}

/**
 * Names of series above the drawing, in as many columns as fit, each behind its sign: a dashed stroke for lines, a shape for points.
 * Drawn as marks, since a name inside a Vega expression could be more than a name.
 */
export function seriesLegend(entries: readonly LegendEntry[], width: number, sign: 'line' | 'point'): readonly Fragment[] {
  if (entries.length === 1 && entries[0]?.name === '') return [];
  const names = rowLabels(
    entries.map(({ name }) => name),
    Math.min(240, width - signWidth - columnGap - 110),
  );
  const labels = entries.map(({ ending }, index) => `${names[index] ?? ''}${ending}`);
  const columnWidth = signWidth + widest(labels) + columnGap;
  const columns = Math.max(1, Math.floor((width + columnGap) / columnWidth));
  const rows = Math.ceil(labels.length / columns);
  const values = labels.map((text, series) => ({
    text,
    series,
    left: (series % columns) * columnWidth,
    centre: (series % columns) * columnWidth + 9,
    right: (series % columns) * columnWidth + 18,
    y: (Math.floor(series / columns) - rows) * rowHeight + 4,
  }));
  const y = { field: 'y', ...pixels };
  const color = seriesColour(labels.length);
  const signLayer: Fragment =
    sign === 'line'
      ? {
          mark: { type: 'rule', strokeWidth: 2 },
          encoding: { x: { field: 'left', ...pixels }, x2: { field: 'right' }, y, color, strokeDash: seriesDash(labels.length) },
        }
      : {
          mark: { type: 'point', filled: true, size: 70, opacity: 1 },
          encoding: { x: { field: 'centre', ...pixels }, y, color, shape: seriesShape(labels.length) },
        };
  return [
    { data: { values }, ...signLayer },
    {
      data: { values },
      mark: { type: 'text', align: 'left', baseline: 'middle', dx: signWidth, color: light.ink },
      encoding: { x: { field: 'left', ...pixels }, y, text: { field: 'text', type: 'nominal' } },
    },
  ];
}
