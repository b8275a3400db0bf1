import { cleanText } from './clean-text.ts';
import type { ChartTable } from './vega-lite-spec.ts';

/** Rows a table shows before it says how many more there are: a page must stay readable. */
const maxTableRows = 1000;

/** A table whose first `nameColumns` columns are names and whose others are numbers. */
export function chartTable(columns: readonly string[], rows: readonly (readonly string[])[], nameColumns = 1): ChartTable {
  const kept = rows.slice(0, maxTableRows).map((row) => row.map(cleanText));
  const rest = rows.length - kept.length;
  return {
    columns: columns.map((name, index) => ({ name, align: index < nameColumns ? 'left' : 'right' })),
    rows: rest === 0 ? kept : [...kept, columns.map((_, index) => (index === 0 ? `… and ${rest} more rows` : ''))],
  };
}
