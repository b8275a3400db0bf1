import { median, quantile } from '../stats/quantile.ts';
import type { MethodOptions } from '../options.ts';

/** Rounds of one band: long enough to hold a quiet block, short enough that the machine's speed is the same in it. */
const bandRounds = 10;

/** Candidate over baseline in one process: of the low quantiles of their blocks, or the median over bands of the ratio of minima. */
export function forkRatio(
  baselineNs: Float64Array,
  candidateNs: Float64Array,
  { estimator, quantile: q }: Pick<MethodOptions, 'estimator' | 'quantile'>,
): number {
  // A timer that stood still must not give a ratio of 0 or NaN.
  if (estimator === 'quantile') return Math.max(quantile(candidateNs, q), 1) / Math.max(quantile(baselineNs, q), 1);
  const rounds = Math.min(baselineNs.length, candidateNs.length);
  const bands = Math.max(1, Math.floor(rounds / bandRounds));
  return median(
    Array.from({ length: bands }, (_, band) => {
      const [from, to] = [Math.floor((band * rounds) / bands), Math.floor(((band + 1) * rounds) / bands)];
      return Math.max(least(candidateNs.subarray(from, to)), 1) / Math.max(least(baselineNs.subarray(from, to)), 1);
    }),
  );
}

function least(values: Float64Array): number {
  return values.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
}
