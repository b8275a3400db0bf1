/** Least and greatest finite value; undefined when there is none. Takes any number of values, which spreading into `Math.min` does not. */
export function finiteRange(values: Iterable<number>): readonly [low: number, high: number] | undefined {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : undefined;
}
