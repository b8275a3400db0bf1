/** Numbers in rising order, in a typed array of their own: sorts 400 samples without a comparator. */
export function sorted(values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values).toSorted();
}

/** Quantile `q` (0–1) of numbers in rising order, interpolated between neighbours (Hyndman & Fan's type 7). `NaN` when there are none. */
export function quantileOfSorted(rising: ArrayLike<number>, q: number): number {
  const position = (rising.length - 1) * q;
  const below = Math.floor(position);
  const low = rising[below] ?? Number.NaN;
  const high = rising[below + 1] ?? low;
  return low + (high - low) * (position - below);
}

/** Quantile `q` (0–1) of numbers in any order. */
export function quantile(values: ArrayLike<number>, q: number): number {
  return quantileOfSorted(sorted(values), q);
}

/** Middle of numbers in any order; of an even count, halfway between the two in the middle. `NaN` when there are none. */
export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}

/** Median absolute deviation from the median, unscaled. */
export function medianAbsoluteDeviation(values: ArrayLike<number>): number {
  const centre = median(values);
  return median(Float64Array.from(values, (value) => Math.abs(value - centre)));
}

/** Arithmetic mean. `NaN` when there are no numbers. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i] as number;
  return sum / values.length;
}
