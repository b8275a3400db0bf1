const blocks = '▁▂▃▄▅▆▇█';

/** Numbers as a line of blocks, the last `cells` of them; equal numbers are drawn in the middle. */
export function sparkline(values: readonly number[], cells: number): string {
  const shown = values.slice(-cells);
  const low = shown.reduce((least, value) => Math.min(least, value), Infinity);
  const high = shown.reduce((most, value) => Math.max(most, value), -Infinity);
  return shown.map((value) => blocks[high > low ? Math.round(((value - low) / (high - low)) * (blocks.length - 1)) : 3]).join('');
}
