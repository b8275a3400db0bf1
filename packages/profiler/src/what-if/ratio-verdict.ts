/** What pairs of runs say about a change. */
export interface RatioVerdict {
  /** Geometric mean of before by after: above 1 the change helps. */
  readonly ratio: number;
  /** At 99 %. */
  readonly interval: readonly [low: number, high: number];
  readonly verdict: 'confirmed' | 'refuted' | 'inconclusive';
}

/** A change that brings less than this is not worth making. */
export const leastGain = 1.05;

/** Student's t for 99 %, two-sided, by degrees of freedom from 1. */
const quantiles = [63.66, 9.925, 5.841, 4.604, 4.032, 3.707, 3.499, 3.355, 3.25, 3.169, 3.106, 3.055, 3.012, 2.977, 2.947];

/**
 * Judges the ratios of pairs by the t interval of their logarithms: confirmed when all of it is worth having, refuted when none of it is.
 * 99 %, because the pairs are looked at several times.
 */
export function judgeRatios(beforeNs: readonly number[], afterNs: readonly number[]): RatioVerdict {
  const logs = beforeNs.map((before, index) => Math.log(before / (afterNs[index] as number)));
  const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length;
  const variance = logs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, logs.length - 1);
  const t = quantiles[Math.min(quantiles.length, logs.length - 1) - 1] ?? Infinity;
  const reach = t * Math.sqrt(variance / logs.length);
  const interval = [Math.exp(mean - reach), Math.exp(mean + reach)] as const;
  return { ratio: Math.exp(mean), interval, verdict: verdictOf(interval) };
}

function verdictOf([low, high]: readonly [number, number]): RatioVerdict['verdict'] {
  if (low > leastGain) return 'confirmed';
  return high < leastGain ? 'refuted' : 'inconclusive';
}
