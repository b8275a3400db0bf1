/** A median with its 95 % interval, which is as exact as there were samples. */
export interface Figure {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly sampleCount: number;
}

/** The figure of at least one sample. The interval is that of order statistics: the median lies between the two in 95 of 100 cases. */
export function figureOf(samples: readonly number[]): Figure {
  const sorted = samples.toSorted((one, other) => one - other);
  const count = sorted.length;
  const reach = Math.ceil(0.98 * Math.sqrt(count));
  const at = (index: number): number => sorted[Math.min(count - 1, Math.max(0, index))] ?? 0;
  return { median: at(count >> 1), low: at((count >> 1) - reach), high: at((count >> 1) + reach), sampleCount: count };
}

/** Sample that `ratio` (0 to 1) of all are below. */
export function percentileOf(samples: readonly number[], ratio: number): number {
  const sorted = samples.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * ratio))] ?? 0;
}
