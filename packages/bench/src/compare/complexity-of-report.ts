import type { BenchCase, BenchReport } from '@nsi/core/report';
import { type ComplexityFit, fitComplexity } from '../stats/complexity.ts';

/** How the cost of one variant of a suite grows with one parameter, the others being fixed. */
export interface CostGrowth {
  readonly suite: string;
  readonly variant: string;
  readonly parameter: string;
  /** The other parameters' values. */
  readonly fixed: Readonly<Record<string, number | string | boolean>>;
  /** Sizes that were measured. */
  readonly sizes: readonly number[];
  /** Left out below four sizes: nothing can be told then. */
  readonly fit?: ComplexityFit;
}

/**
 * Fits every variant's cost against a numeric parameter: the one that `parameterOf` names for a suite, else the only numeric one.
 * Each process gives one point a size (its median), so that the interval knows how processes differ.
 */
export function complexityOfReport(
  { cases }: Pick<BenchReport, 'cases'>,
  parameterOf: (suite: string) => string | undefined,
): CostGrowth[] {
  const usable = cases.filter(({ status }) => status === 'ok');
  return [...Map.groupBy(usable, ({ suite }) => suite)].flatMap(([suite, suiteCases]) => {
    const parameter = parameterOf(suite) ?? onlyNumericParameter(suiteCases);
    if (parameter === undefined) return [];
    const groups = Map.groupBy(suiteCases, (benchCase) => JSON.stringify(withoutParameter(benchCase, parameter)));
    return [...groups.values()].flatMap((group) => growthOf(suite, parameter, group));
  });
}

function growthOf(suite: string, parameter: string, group: readonly BenchCase[]): CostGrowth[] {
  const [first] = group;
  if (!first) return [];
  const sized = group.filter(({ params }) => typeof params[parameter] === 'number');
  return first.variants.map(({ name }) => {
    const points = sized.flatMap(({ params, variants }) => {
      const size = params[parameter] as number;
      const variant = variants.find((candidate) => candidate.name === name);
      return variant ? costsOf(variant).map((cost) => ({ size, cost })) : [];
    });
    const fit = fitComplexity(points);
    const sizes = [...new Set(points.map(({ size }) => size))].toSorted((left, right) => left - right);
    return { suite, variant: name, parameter, fixed: withoutParameter(first, parameter), sizes, ...(fit ? { fit } : {}) };
  });
}

function costsOf({ forks, summary }: BenchCase['variants'][number]): number[] {
  if (forks.length === 0) return [summary.median];
  return forks.flatMap(({ samplesNs, callsPerSample }) => {
    const rising = samplesNs.toSorted((left, right) => left - right);
    const middle = rising[Math.floor(rising.length / 2)];
    return middle === undefined ? [] : [middle / callsPerSample];
  });
}

function onlyNumericParameter(cases: readonly BenchCase[]): string | undefined {
  const numeric = Object.keys(cases[0]?.params ?? {}).filter(
    (name) => new Set(cases.map(({ params }) => params[name]).filter((value) => typeof value === 'number')).size > 1,
  );
  return numeric.length === 1 ? numeric[0] : undefined;
}

function withoutParameter({ params }: BenchCase, parameter: string): CostGrowth['fixed'] {
  return Object.fromEntries(Object.entries(params).filter(([name]) => name !== parameter));
}
