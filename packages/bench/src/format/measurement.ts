import type { BenchCase, BenchReport, BenchVariant } from '@nsi/core/report';
import { benchmarkName } from './benchmark-name.ts';
import { callsOf } from './foreign-run.ts';

/** One line of a flat format: a variant that has a figure. */
export interface Measurement {
  readonly name: string;
  readonly case: BenchCase;
  readonly variant: BenchVariant;
  /** Nanoseconds of one call, every block of all forks; empty when the report kept none. */
  readonly calls: readonly number[];
}

/** All variants with a usable figure, in the report's order. Failed cases have none. */
export function measurementsOf({ cases }: BenchReport): Measurement[] {
  return cases.flatMap((benchCase) =>
    benchCase.variants
      .filter(({ summary }) => Number.isFinite(summary.median))
      .map((variant) => ({ name: benchmarkName(benchCase.id, variant.name), case: benchCase, variant, calls: callsOf(variant.forks) })),
  );
}

/** Sample standard deviation; 0 below two values. Only for formats that ask for it: run times are skewed. */
export function standardDeviation(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

/** Largest of `values`, or `least` when none is larger. */
export function maximum(values: readonly number[], least: number): number {
  return values.reduce((most, value) => Math.max(most, value), least);
}
