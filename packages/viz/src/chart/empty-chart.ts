import { light } from '../theme/palette.ts';
import type { ChartKind } from './chart-data.ts';
import type { Drawing } from './frame.ts';

/** What is drawn when there is nothing to draw: a sentence, never a blank picture. */
export function emptyChart(kind: ChartKind, reason: string): Drawing {
  return {
    kind,
    summary: reason,
    notes: [],
    table: { columns: [{ name: 'name', align: 'left' }], rows: [] },
    text: { form: 'bars', scale: 'linear', origin: 0, bars: [] },
    values: [{ text: reason }],
    layers: [
      {
        mark: { type: 'text', align: 'center', baseline: 'middle', color: light.muted, fontSize: 13 },
        encoding: { x: { value: { expr: 'width / 2' } }, y: { value: 40 }, text: { field: 'text', type: 'nominal' } },
      },
    ],
    height: 80,
  };
}
