import { mean, sorted } from './quantile.ts';
import { studentTCdf, studentTQuantile } from './student-t.ts';

/** A trimmed mean with what is needed to judge it. */
export interface TrimmedMean {
  readonly estimate: number;
  /** Standard error from the winsorized variance. Infinite below two kept values. */
  readonly standardError: number;
  readonly degrees: number;
}

/**
 * Mean without the lowest and highest share `trimRatio` (0 to below 0.5) of the values, and its standard error
 * (Yuen 1974, "The two-sample trimmed t for unequal population variances"; here its one-sample form).
 * One fork that went astray moves it little, and the interval stays honest for skewed samples.
 */
export function trimmedMean(values: ArrayLike<number>, trimRatio: number): TrimmedMean {
  const rising = sorted(values);
  const count = rising.length;
  const cut = Math.floor(trimRatio * count);
  const kept = rising.subarray(cut, count - cut);
  const estimate = mean(kept);
  if (kept.length < 2) return { estimate, standardError: Number.POSITIVE_INFINITY, degrees: 0 };

  const winsorized = rising.map((value) => Math.min(Math.max(value, kept[0] as number), kept.at(-1) as number));
  const centre = mean(winsorized);
  const sumOfSquares = winsorized.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return { estimate, standardError: Math.sqrt(sumOfSquares / (kept.length * (kept.length - 1))), degrees: kept.length - 1 };
}

/** Half of the width of the two-sided interval at `confidence` (0–1). */
export function halfWidth({ standardError, degrees }: TrimmedMean, confidence: number): number {
  return degrees === 0 ? Number.POSITIVE_INFINITY : studentTQuantile((1 + confidence) / 2, degrees) * standardError;
}

/** Two-sided p-value of the hypothesis that the true value lies within ± `margin`. */
export function pValueBeyond({ estimate, standardError, degrees }: TrimmedMean, margin: number): number {
  const distance = Math.abs(estimate) - margin;
  if (degrees === 0 || distance <= 0) return 1;
  if (standardError === 0) return 0;
  return Math.min(1, 2 * studentTCdf(-distance / standardError, degrees));
}
