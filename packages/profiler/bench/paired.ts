/** Median of paired ratios with the interval that sorted ranks give at 95 % (binomial, two-sided). */
export interface PairedRatio {
  readonly median: number;
  readonly interval: readonly [low: number, high: number];
  readonly pairs: number;
}

export function pairedRatio(candidate: readonly number[], baseline: readonly number[]): PairedRatio {
  const ratios = candidate.map((value, index) => value / (baseline[index] ?? Number.NaN)).toSorted((left, right) => left - right);
  const count = ratios.length;
  const middle = Math.floor(count / 2);
  const median =
    count % 2 === 1 ? (ratios[middle] ?? Number.NaN) : ((ratios[middle - 1] ?? Number.NaN) + (ratios[middle] ?? Number.NaN)) / 2;
  const reach = 0.98 * Math.sqrt(count);
  const low = Math.max(0, Math.floor(count / 2 - reach));
  const high = Math.min(count - 1, Math.ceil(count / 2 + reach) - 1);
  return { median, interval: [ratios[low] ?? Number.NaN, ratios[high] ?? Number.NaN], pairs: count };
}
