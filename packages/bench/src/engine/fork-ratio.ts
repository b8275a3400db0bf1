import type { MethodOptions } from '../options.ts';
import { median, quantile } from '../stats/quantile.ts';

/**
 * Candidate over baseline in one process.
 *
 * `band minimum`: rounds are cut into bands of `bandRounds`; the fastest block of each variant in a band saw a quiet machine at the speed of
 * that moment, and the median over bands of their ratio is taken. `quantile`: ratio of the low quantiles over all rounds, which goes wrong
 * when the machine changes its speed within the fork, since the two quantiles may then come from different speeds.
 */
export function forkRatio(
  baselineNs: Float64Array,
  candidateNs: Float64Array,
  { estimator, quantile: q, bandRounds }: Pick<MethodOptions, 'estimator' | 'quantile' | 'bandRounds'>,
): number {
  if (estimator === 'quantile') return ratioOf(quantile(baselineNs, q), quantile(candidateNs, q));
  const rounds = Math.min(baselineNs.length, candidateNs.length);
  const bands = Math.max(1, Math.floor(rounds / bandRounds));
  return median(
    Array.from({ length: bands }, (_, band) => {
      const [from, to] = [Math.floor((band * rounds) / bands), Math.floor(((band + 1) * rounds) / bands)];
      return ratioOf(least(baselineNs.subarray(from, to)), least(candidateNs.subarray(from, to)));
    }),
  );
}

/** A timer that stood still must give no ratio of 0, infinity or NaN. */
function ratioOf(baselineNs: number, candidateNs: number): number {
  return Math.max(candidateNs, 1) / Math.max(baselineNs, 1);
}

function least(values: Float64Array): number {
  return values.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
}
