/** `counter` only grows, `gauge` goes up and down, `histogram` counts observations in buckets. */
export type MetricKind = 'counter' | 'gauge' | 'histogram';

/** One row of a room's metric table: documented, exported and drawn from this. */
export interface Metric {
  /** `nsi_<room>_<noun>_<unit>[_total]`, in base units (seconds, bytes). Counters end in `_total`. */
  readonly name: `nsi_${string}`;
  readonly kind: MetricKind;
  readonly help: string;
  /** Names of its labels. Each must have a bounded set of values. */
  readonly labels?: readonly string[];
  /** Upper bounds of a histogram's buckets, ascending. */
  readonly buckets?: readonly number[];
}

/** Freezes a room's metric table. */
export function defineMetrics<const Table extends Readonly<Record<string, Metric>>>(table: Table): Table {
  return Object.freeze(table);
}
