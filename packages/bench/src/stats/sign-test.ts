import { sorted } from './quantile.ts';
import { logGamma } from './student-t.ts';

/** Two-sided exact p-value of the hypothesis that the median of `differences` is 0. Zeros are left out. */
export function signTest(differences: ArrayLike<number>): number {
  const signs = Array.from(differences, Math.sign).filter((sign) => sign !== 0);
  const positive = signs.filter((sign) => sign > 0).length;
  return Math.min(1, 2 * binomialCdf(Math.min(positive, signs.length - positive), signs.length));
}

/** Interval of the median from order statistics: holds at `confidence` whatever the distribution. Unbounded when there are too few values. */
export function medianInterval(values: ArrayLike<number>, confidence: number): readonly [low: number, high: number] {
  const rising = sorted(values);
  const count = rising.length;
  let outside = -1;
  while (2 * binomialCdf(outside + 1, count) <= 1 - confidence) outside += 1;
  return outside < 0
    ? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
    : [rising[outside] as number, rising[count - 1 - outside] as number];
}

/** P(X ≤ k) for n fair tosses. */
function binomialCdf(k: number, n: number): number {
  let sum = 0;
  for (let i = 0; i <= k; i += 1) sum += Math.exp(logGamma(n + 1) - logGamma(i + 1) - logGamma(n - i + 1) - n * Math.LN2);
  return Math.min(1, sum);
}
