import type { Finding } from '@nsi/core/report';
import type { PlannedCase } from './plan-cases.ts';

/** What is measured of the planned cases, and what there is no time for. */
export interface ThinnedCases {
  readonly kept: readonly PlannedCase[];
  readonly leftOut: readonly PlannedCase[];
}

/**
 * Leaves cases out until the rest fits the budget by `estimateMs`, from the suite that has most. A suite keeps its first and its last case
 * longest, then the last one, which is the largest by habit, and never loses that.
 */
export function thinCases(
  planned: readonly PlannedCase[],
  estimateMs: (cases: readonly PlannedCase[]) => number,
  budgetMs: number,
): ThinnedCases {
  const suites = [...Map.groupBy(planned, ({ suite, reference }) => `${reference.url} ${suite.name}`).values()];
  let kept = planned;
  while (estimateMs(kept) > budgetMs) {
    const largest = suites.toSorted((a, b) => b.length - a.length)[0];
    if (!largest || largest.length < 2) break;
    const [dropped] = largest.splice(Math.floor((largest.length - 1) / 2), 1);
    kept = kept.filter((one) => one !== dropped);
  }
  return { kept, leftOut: planned.filter((one) => !kept.includes(one)) };
}

/** Which cases a budget left out, in words. */
export function leftOutFinding(budgetMs: number, { kept, leftOut }: ThinnedCases): Finding {
  const all = kept.length + leftOut.length;
  return {
    id: 'budget-left-out-cases',
    severity: 'low',
    certainty: 'certain',
    message: `To fit the budget of ${Math.round(budgetMs / 1000)} s ${leftOut.length} of ${all} cases were left out; every suite kept one. A larger --budget, or none, measures them.`,
    evidence: leftOut.slice(0, 100).map(({ id }) => ({ label: 'left out', value: id })),
  };
}
