/** What is drawn: a ratio and its interval. */
export interface BarFigures {
  readonly ratio: number;
  readonly interval: readonly [low: number, high: number];
}

/**
 * An interval on a logarithmic axis with 1 (no difference) in the middle: `  ├─●─┤   ┊        `.
 * `reach` is the ratio at the right end, at least 1; what lies beyond an end is drawn as an arrow there.
 */
export function intervalBar(
  { ratio, interval: [low, high] }: BarFigures,
  { cells, reach }: { readonly cells: number; readonly reach: number },
): string {
  const middle = Math.floor(cells / 2);
  const span = Math.log(Math.max(reach, 1.001));
  const cellOf = (value: number): number => middle + Math.round((Math.log(value) / span) * middle);
  const [from, to] = [bounded(cellOf(low), cells), bounded(cellOf(high), cells)];
  const at = bounded(cellOf(ratio), cells);

  return Array.from({ length: cells }, (_, cell) => {
    if (cell === at) return '●';
    if (cell === from && from < at) return cellOf(low) < 0 ? '◂' : '├';
    if (cell === to && to > at) return cellOf(high) >= cells ? '▸' : '┤';
    if (cell > from && cell < to) return '─';
    return cell === middle ? '┊' : ' ';
  }).join('');
}

/** The reach that shows all of `figures`: the farthest bound from 1, at least 5 % and at most 20-fold. */
export function commonReach(figures: readonly BarFigures[]): number {
  const farthest = figures.flatMap(({ interval }) => interval.map((bound) => Math.abs(Math.log(bound)))).filter(Number.isFinite);
  const reach = Math.exp(farthest.reduce((most, distance) => Math.max(most, distance), 0));
  return Math.min(Math.max(reach, 1.05), 20);
}

function bounded(cell: number, cells: number): number {
  return Number.isNaN(cell) ? Math.floor(cells / 2) : Math.min(Math.max(cell, 0), cells - 1);
}
