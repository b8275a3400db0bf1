import type { BenchVariant, Comparison, Verdict } from '@nsi/core/report';
import { forkSamples, medianOf } from '../bench/call-samples.ts';
import { studentT } from '../statistics/student-t.ts';

const confidence = 0.99;
/** Beyond this share a change counts; inside `same` it is too small to matter. The bounds of `paired-forks-v1`. */
const bounds = Object.freeze({ changed: 0.01, same: 0.03 });

/**
 * The change of one variant between two reports: the difference of the processes' mean log medians, with Welch's interval (B. L. Welch, "The
 * generalization of Student's problem when several different population variances are involved", 1947). Weaker than a comparison within
 * the same processes: whatever else changed between the two runs is in it.
 */
export function compareForks(before: BenchVariant, after: BenchVariant): Comparison {
  const [earlier, later] = [logMedians(before), logMedians(after)];
  const [a, b] = [momentsOf(earlier), momentsOf(later)];
  const difference = b.mean - a.mean;
  const error = Math.sqrt(a.errorSquare + b.errorSquare);
  const degrees = (a.errorSquare + b.errorSquare) ** 2 / (a.errorSquare ** 2 / (a.count - 1) + b.errorSquare ** 2 / (b.count - 1));
  const half = Math.min(a.count, b.count) < 2 ? Infinity : error === 0 ? 0 : studentT(confidence, degrees) * error;
  const ratio = Number.isFinite(difference) ? Math.exp(difference) : after.summary.median / before.summary.median;
  const interval = [ratio * Math.exp(-half), ratio * Math.exp(half)] as const;
  return {
    baseline: 'before',
    candidate: 'after',
    ratio,
    interval,
    confidence,
    method: 'welch-log-medians',
    verdict: verdictOf(interval),
    forkRatios: later.map((value) => Math.exp(value - a.mean)),
  };
}

function logMedians(variant: BenchVariant): readonly number[] {
  return variant.forks.map((fork) => Math.log(medianOf(forkSamples(fork)))).filter((value) => Number.isFinite(value));
}

function momentsOf(values: readonly number[]): { readonly count: number; readonly mean: number; readonly errorSquare: number } {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  return { count, mean, errorSquare: variance / count };
}

function verdictOf([low, high]: readonly [low: number, high: number]): Verdict {
  if (low > 1 + bounds.changed) return 'regression';
  if (high < 1 - bounds.changed) return 'improvement';
  return low > 1 - bounds.same && high < 1 + bounds.same ? 'no change' : 'inconclusive';
}
