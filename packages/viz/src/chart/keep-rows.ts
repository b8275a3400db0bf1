/** The rows that are drawn, and what to say about the rest. */
export interface KeptRows<Row> {
  readonly kept: readonly Row[];
  readonly notes: readonly string[];
}

/** The first `limit` rows, with a note when there are more: a chart never drops anything silently. */
export function keepRows<Row>(rows: readonly Row[], limit: number, noun: string): KeptRows<Row> {
  if (rows.length <= limit) return { kept: rows, notes: [] };
  return { kept: rows.slice(0, limit), notes: [`${limit} of ${rows.length} ${noun} drawn, the table has all`] };
}

/** What to say about values that cannot be drawn. */
export function missingNote(count: number): readonly string[] {
  if (count === 0) return [];
  return [count === 1 ? '1 value is no finite number and is not drawn' : `${count} values are no finite numbers and are not drawn`];
}
