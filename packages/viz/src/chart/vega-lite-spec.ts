import type { ChartKind } from './chart-data.ts';

/** A Vega-Lite document: plain JSON, valid in any Vega-Lite 6 tool. `usermeta.nsi` holds the chart's table twin and its terminal form. */
export interface VegaLiteSpec {
  readonly $schema: string;
  /** Alternative text. */
  readonly description: string;
  readonly width?: number;
  readonly usermeta: { readonly nsi: ChartMeta };
  readonly [property: string]: unknown;
}

/** What a chart carries besides its drawing. */
export interface ChartMeta {
  readonly kind: ChartKind;
  readonly title: string;
  /** Width of the whole picture in pixels. */
  readonly width: number;
  readonly table: ChartTable;
  readonly text: TextPlot;
}

/** The numbers of a chart in words: the same facts for screen readers, terminals and copy-paste. */
export interface ChartTable {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly string[])[];
}

/** One column: names to the left, numbers to the right. */
export interface TableColumn {
  readonly name: string;
  readonly align: 'left' | 'right';
}

/** The drawing in letters. */
export type TextPlot = TextBars | TextLines | TextCells;

/** A bar for each row; null where there is no value. */
export interface TextBars {
  readonly form: 'bars';
  readonly scale: 'linear' | 'log';
  /** Where bars start: 0, or 1 for ratios. */
  readonly origin: number;
  readonly bars: readonly { readonly label: string; readonly value: number | null; readonly text: string }[];
}

/** A sparkline for each row. */
export interface TextLines {
  readonly form: 'lines';
  readonly scale: 'linear' | 'log';
  readonly lines: readonly { readonly label: string; readonly values: readonly (number | null)[]; readonly text: string }[];
}

/** A row of shaded cells for each row. */
export interface TextCells {
  readonly form: 'cells';
  readonly scale: 'linear' | 'log';
  readonly rows: readonly { readonly label: string; readonly values: readonly (number | null)[] }[];
  readonly text: string;
}
