import type { BenchCase, BenchVariant, Measure } from '@nsi/core/report';

/** A figure made from what was measured, such as nanoseconds for each item; reported for every variant beside its time. */
export interface DerivedMetric {
  readonly name: string;
  readonly unit: Measure['unit'];
  readonly better: Measure['better'];
  /** `undefined` where the figure makes no sense. */
  compute(variant: BenchVariant, benchCase: BenchCase): number | undefined;
}

/**
 * A metric for `RunOptions.metrics`.
 *
 * @example
 * ```ts run
 * import { defineMetric } from '@nsi/bench';
 *
 * export const spread = defineMetric({
 *   name: 'spread',
 *   unit: 'ratio',
 *   better: 'lower',
 *   compute: ({ summary }) => summary.mad / summary.median,
 * });
 * ```
 */
export function defineMetric(metric: DerivedMetric): DerivedMetric {
  return Object.freeze(metric);
}

/** The case with the metrics' figures among its variants' measures. Figures that are not finite are left out. */
export function withMetrics(benchCase: BenchCase, metrics: readonly DerivedMetric[]): BenchCase {
  if (metrics.length === 0) return benchCase;
  const variants = benchCase.variants.map((variant) => {
    if (variant.summary.sampleCount === 0) return variant;
    const figures = metrics.flatMap(({ name, unit, better, compute }): Measure[] => {
      const value = compute(variant, benchCase);
      return value !== undefined && Number.isFinite(value) ? [{ name, value, unit, better }] : [];
    });
    return { ...variant, measures: [...(variant.measures ?? []), ...figures] };
  });
  return { ...benchCase, variants };
}
