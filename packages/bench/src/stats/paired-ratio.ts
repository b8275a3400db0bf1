import type { Verdict } from '@nsi/core/report';
import { halfWidth, pValueBeyond, trimmedMean } from './trimmed-mean.ts';

/** The numbers that turn fork ratios into a verdict. Ratios as shares: 0.01 is one per cent. */
export interface VerdictRule {
  readonly confidence: number;
  readonly trimRatio: number;
  readonly halfWidthRatio: number;
  readonly differenceRatio: number;
  readonly equivalenceRatio: number;
}

/** Candidate over baseline, judged from one ratio a process. */
export interface PairedRatio {
  readonly ratio: number;
  readonly interval: readonly [low: number, high: number];
  readonly verdict: Verdict;
  /** Half of the interval's width as a share of the ratio. */
  readonly halfWidth: number;
  /** Of the hypothesis that the difference is at most `differenceRatio`; for Holm's adjustment over several comparisons. */
  readonly pValue: number;
  /** For an inconclusive comparison: processes that would probably decide it. */
  readonly moreForks?: number;
}

/**
 * The statistics of `paired-forks-v1`: trimmed mean of the logarithms of the forks' ratios with its Student interval.
 * The process is the unit that repeats: heap layout, hash seeds and the compiler's choices bias all blocks of one process
 * alike, so more blocks in it only shrink the interval around a wrong number (Kalibera & Jones 2013, "Rigorous benchmarking
 * in reasonable time"; Georges et al. 2007; Mytkowicz et al. 2009; Curtsinger & Berger 2013).
 */
export function pairedRatio(forkRatios: readonly number[], rule: VerdictRule): PairedRatio {
  const logarithms = forkRatios.map((ratio) => Math.log(ratio));
  const centre = trimmedMean(logarithms, rule.trimRatio);
  const half = halfWidth(centre, rule.confidence);
  const interval = [Math.exp(centre.estimate - half), Math.exp(centre.estimate + half)] as const;
  const verdict = verdictOf(interval, rule);
  return {
    ratio: Math.exp(centre.estimate),
    interval,
    verdict,
    halfWidth: half,
    pValue: pValueBeyond(centre, Math.log1p(rule.differenceRatio)),
    ...(verdict === 'inconclusive' && Number.isFinite(half)
      ? { moreForks: forksToDecide(centre.estimate, half, forkRatios.length, rule) }
      : {}),
  };
}

function verdictOf([low, high]: readonly [number, number], { differenceRatio, equivalenceRatio }: VerdictRule): Verdict {
  if (low > 1 + differenceRatio) return 'regression';
  if (high < 1 - differenceRatio) return 'improvement';
  if (low > 1 - equivalenceRatio && high < 1 + equivalenceRatio) return 'no change';
  return 'inconclusive';
}

/** The half-width shrinks with the root of the forks: how many more until it is small enough, or the estimate clear of the bound. */
function forksToDecide(
  estimate: number,
  half: number,
  count: number,
  { differenceRatio, equivalenceRatio, halfWidthRatio }: VerdictRule,
): number {
  const clear = Math.abs(estimate) - differenceRatio;
  const same = equivalenceRatio - Math.abs(estimate);
  const needed = Math.max(clear, same, halfWidthRatio / 2);
  return Math.max(1, Math.ceil(count * (half / needed) ** 2) - count);
}
