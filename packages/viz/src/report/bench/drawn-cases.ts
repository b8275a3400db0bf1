import type { BenchCase, BenchReport, Verdict } from '@nsi/core/report';

const order: readonly (Verdict | undefined)[] = ['regression', 'improvement', 'inconclusive', 'no change', undefined];

/**
 * The cases whose samples are drawn, at most `limit`: by turns one of each verdict, the greatest change first and one size of each suite
 * before the next, in the order of the report.
 * The others are in the tables.
 */
export function drawnCases({ cases }: BenchReport, limit: number): readonly BenchCase[] {
  const measured = cases.filter(({ variants }) => variants.some(({ forks }) => forks.some(({ samplesNs }) => samplesNs.length > 0)));
  const groups = order.map((verdict) => oneOfEachSuiteFirst(measured.filter((benchCase) => strongest(benchCase)?.verdict === verdict)));
  const chosen = new Set<BenchCase>();
  for (let turn = 0; turn < measured.length; turn++) {
    for (const group of groups) {
      const next = group[turn];
      if (next && chosen.size < limit) chosen.add(next);
    }
  }
  return measured.filter((benchCase) => chosen.has(benchCase));
}

/** The comparison of a case that changed most. */
export function strongest({ comparisons }: BenchCase): BenchCase['comparisons'][number] | undefined {
  return comparisons.toSorted((a, b) => Math.abs(Math.log(b.ratio)) - Math.abs(Math.log(a.ratio)))[0];
}

function oneOfEachSuiteFirst(cases: readonly BenchCase[]): readonly BenchCase[] {
  const bySize = cases.toSorted((a, b) => sizeOf(b) - sizeOf(a));
  const first = bySize.filter((benchCase, index) => bySize.findIndex(({ suite }) => suite === benchCase.suite) === index);
  return [...first, ...bySize.filter((benchCase) => !first.includes(benchCase))];
}

function sizeOf(benchCase: BenchCase): number {
  return Math.abs(Math.log(strongest(benchCase)?.ratio ?? 1));
}
