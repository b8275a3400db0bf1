import type { MeasuredRun } from './measure-run.ts';

/**
 * Whether runs look like those of a program that works until a clock says so: it does more when it is faster, and no change shows in its
 * times. Elapsed times are then much steadier than CPU times; in a program of fixed work the elapsed time varies at least as much.
 */
export function worksForATime(runs: readonly Pick<MeasuredRun, 'wallNs' | 'cpuNs'>[]): boolean {
  const cpu = variationOf(runs.map(({ cpuNs }) => cpuNs));
  return cpu > 0.02 && variationOf(runs.map(({ wallNs }) => wallNs)) < cpu / 2;
}

/** Standard deviation by mean. */
function variationOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1);
  return mean > 0 ? Math.sqrt(variance) / mean : 0;
}
