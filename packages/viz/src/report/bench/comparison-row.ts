import type { BenchCase, BenchReport, BenchVariant, Comparison, Verdict } from '@nsi/core/report';
import { formatValue } from '../../number-format/format-value.ts';

/** One comparison with the case and the two variants it is about: a row of the headline table and of the ratio plot. */
export interface ComparisonRow {
  readonly case: BenchCase;
  readonly comparison: Comparison;
  readonly baseline: BenchVariant | undefined;
  readonly candidate: BenchVariant | undefined;
}

/** What came of a comparison: its verdict, or `wrong output` where the candidate does not return what the baseline returns. */
export type Outcome = Verdict | 'wrong output';

/** Speed counts for nothing where the output is wrong. */
export function outcomeOf({ comparison, candidate }: ComparisonRow): Outcome {
  return candidate?.integrity.status === 'failed' ? 'wrong output' : comparison.verdict;
}

/** Every comparison of the report, in its order. */
export function comparisonRows({ cases }: BenchReport): readonly ComparisonRow[] {
  return cases.flatMap((benchCase) =>
    benchCase.comparisons.map((comparison) => ({
      case: benchCase,
      comparison,
      baseline: benchCase.variants.find(({ name }) => name === comparison.baseline),
      candidate: benchCase.variants.find(({ name }) => name === comparison.candidate),
    })),
  );
}

/** What the reader calls a comparison in a chart: the case, and the candidate where the case has several. */
export function rowName({ case: { id, comparisons }, comparison }: ComparisonRow): string {
  return comparisons.length > 1 ? `${id} · ${comparison.candidate}` : id;
}

/** The parameters of a case in words: `records 1,000, level balanced`. */
export function paramWords({ params }: BenchCase): string {
  return Object.entries(params)
    .map(([name, value]) => `${name} ${typeof value === 'number' ? value.toLocaleString('en') : String(value)}`)
    .join(', ');
}

/** `99 % confidence, 7 processes`. */
export function basisWords({ confidence, forkRatios }: Comparison): string {
  return `${formatValue(confidence, 'percent')} confidence, ${forkRatios.length} ${forkRatios.length === 1 ? 'process' : 'processes'}`;
}
