import type { BenchCase, BenchReport, Comparison } from '@nsi/core/report';
import { ratioText, ratioWords } from '../screen/quantity.ts';

/** Something in a report that a reviewer should see. */
export interface BenchProblem {
  readonly kind: 'failure' | 'wrong output' | 'regression' | 'broken promise';
  readonly caseId: string;
  readonly suite: string;
  readonly variant: string;
  /** One sentence with its figures. */
  readonly message: string;
}

/** All problems of a report: failed cases and wrong outputs first, as in the report's order. */
export function problemsOf({ cases }: BenchReport): BenchProblem[] {
  return cases.flatMap((benchCase) => [
    ...failuresOf(benchCase),
    ...wrongOutputsOf(benchCase),
    ...benchCase.comparisons.flatMap((comparison) => judged(benchCase, comparison)),
  ]);
}

function failuresOf({ id, suite, failure, status, variants }: BenchCase): BenchProblem[] {
  // A wrong output is told with its difference below.
  if (status !== 'failed' || variants.some(({ integrity }) => integrity.status === 'failed')) return [];
  const message = `${id} failed: ${failure?.message ?? 'no reason given'}`;
  return [{ kind: 'failure', caseId: id, suite, variant: failure?.variant ?? '', message }];
}

function wrongOutputsOf({ id, suite, baseline, variants }: BenchCase): BenchProblem[] {
  return variants
    .filter(({ integrity }) => integrity.status === 'failed')
    .map(({ name, integrity: { difference } }) => {
      const where = difference === undefined ? '' : ` at ${difference.at}: expected ${difference.expected}, got ${difference.actual}`;
      return {
        kind: 'wrong output',
        caseId: id,
        suite,
        variant: name,
        message: `${id}: output of ${name} differs from ${baseline}${where}`,
      };
    });
}

function judged(
  { id, suite }: BenchCase,
  { candidate, baseline, ratio, interval, confidence, verdict, expectation }: Comparison,
): BenchProblem[] {
  const figures = `ratio ${ratioText(ratio)}, ${Math.round(confidence * 100)} % interval ${ratioText(interval[0])} to ${ratioText(interval[1])}`;
  const told: BenchProblem[] = [];
  if (verdict === 'regression') {
    told.push({
      kind: 'regression',
      caseId: id,
      suite,
      variant: candidate,
      message: `${id}: ${candidate} takes ${ratioWords(ratio)} against ${baseline} (${figures})`,
    });
  }
  if (expectation?.holds === false) {
    told.push({
      kind: 'broken promise',
      caseId: id,
      suite,
      variant: candidate,
      message: `${id}: ${expectation.text} does not hold (${figures})`,
    });
  }
  return told;
}
