import type { BenchCase, BenchReport, Verdict } from '@nsi/core/report';

const order: readonly (Verdict | undefined)[] = ['regression', 'improvement', 'inconclusive', 'no change', undefined];

/**
 * The cases whose samples are drawn, at most `limit`: by turns one of each verdict with the greatest change first, one case of every suite
 * before a second of any, in the order of the report. The others are in the tables.
 */
export function drawnCases({ cases }: BenchReport, limit: number): readonly BenchCase[] {
  const measured = cases.filter(({ variants }) => variants.some(({ forks }) => forks.some(({ samplesNs }) => samplesNs.length > 0)));
  const bySize = measured.toSorted((a, b) => sizeOf(b) - sizeOf(a));
  const groups = order.map((verdict) => bySize.filter((benchCase) => strongest(benchCase)?.verdict === verdict));
  const inTurns = measured.flatMap((_, turn) => groups.flatMap((group) => group[turn] ?? []));
  const first = inTurns.filter((benchCase, index) => inTurns.findIndex(({ suite }) => suite === benchCase.suite) === index);
  const chosen = new Set([...new Set([...first, ...inTurns])].slice(0, limit));
  return measured.filter((benchCase) => chosen.has(benchCase));
}

/** The comparison of a case that changed most. */
export function strongest({ comparisons }: BenchCase): BenchCase['comparisons'][number] | undefined {
  return comparisons.toSorted((a, b) => Math.abs(Math.log(b.ratio)) - Math.abs(Math.log(a.ratio)))[0];
}

function sizeOf(benchCase: BenchCase): number {
  return Math.abs(Math.log(strongest(benchCase)?.ratio ?? 1));
}
