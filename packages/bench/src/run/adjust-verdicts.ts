import type { BenchCase, Comparison } from '@nsi/core/report';
import { holm } from '../stats/holm.ts';
import { pairedRatio } from '../stats/paired-ratio.ts';
import type { MethodOptions } from '../options.ts';

/** Verdicts that stand when all comparisons of the run are taken together (Holm): a hundred cases may not give one false alarm in each run. */
export function adjustVerdicts(cases: readonly BenchCase[], method: MethodOptions): BenchCase[] {
  const comparisons = cases.flatMap((benchCase) => benchCase.comparisons);
  const adjusted = holm(comparisons.map(({ forkRatios }) => pairedRatio(forkRatios, method).pValue));
  const demoted = new Set(
    comparisons.filter(({ verdict }, index) => isDifference(verdict) && (adjusted[index] ?? 1) > 1 - method.confidence),
  );
  return cases.map((benchCase) => ({ ...benchCase, comparisons: benchCase.comparisons.map((comparison) => demote(comparison, demoted)) }));
}

function isDifference(verdict: Comparison['verdict']): boolean {
  return verdict === 'regression' || verdict === 'improvement';
}

function demote(comparison: Comparison, demoted: ReadonlySet<Comparison>): Comparison {
  return demoted.has(comparison) ? { ...comparison, verdict: 'inconclusive' } : comparison;
}
