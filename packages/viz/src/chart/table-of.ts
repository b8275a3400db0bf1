import type { ChartTable, VegaLiteSpec } from './vega-lite-spec.ts';

/** The table twin of a chart: the same numbers as text, for screen readers, terminals and copy-paste. */
export function tableOf(spec: VegaLiteSpec): ChartTable {
  return spec.usermeta.nsi.table;
}
