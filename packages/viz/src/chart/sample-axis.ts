import { axisScale, type AxisScale } from './axis-scale.ts';
import type { ResolvedChartOptions } from './chart-options.ts';
import { quantile, type SampleSummary } from './sample-summary.ts';

/** The shared axis of several sets of samples, and what it leaves out. */
export interface SampleAxis {
  readonly scale: AxisScale;
  readonly notes: readonly string[];
}

/**
 * An axis on which the bulk of every set can be seen: it ends ten interquartile ranges beyond the quartiles, so that one pause of the
 * machine does not press everything else into a line. What lies beyond is counted in a note.
 */
export function sampleAxis(sets: readonly SampleSummary[], { unit, scale: choice }: ResolvedChartOptions): SampleAxis {
  const bounds = sets.filter(({ sorted }) => sorted.length > 0).map(({ sorted }) => boundsOf(sorted));
  const low = Math.min(...bounds.map(([from]) => from));
  const high = Math.max(...bounds.map(([, to]) => to));
  const scale = axisScale([low, high], { unit, choice });
  const beyond = sets.reduce((sum, { sorted }) => sum + countOutside(sorted, scale.domain), 0);
  return { scale, notes: beyond === 0 ? [] : [`${beyond} ${beyond === 1 ? 'sample lies' : 'samples lie'} beyond the axis`] };
}

function boundsOf(sorted: Float64Array): readonly [number, number] {
  const [least, most] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  const [low, high] = [quantile(sorted, 0.25), quantile(sorted, 0.75)];
  const reach = 10 * (high - low);
  return reach === 0 ? boundsOfEqual(sorted) : [Math.max(least, low - reach), Math.min(most, high + reach)];
}

/** Half of the samples are equal: the axis keeps the middle 98 %. */
function boundsOfEqual(sorted: Float64Array): readonly [number, number] {
  return [quantile(sorted, 0.01), quantile(sorted, 0.99)];
}

function countOutside(sorted: Float64Array, [low, high]: readonly [number, number]): number {
  let count = 0;
  for (const sample of sorted) if (sample < low || sample > high) count++;
  return count;
}

/** A value's place on the axis from 0 to 1, and back. */
export function placeOn({ type, domain: [low, high] }: AxisScale): {
  readonly to: (value: number) => number;
  readonly from: (share: number) => number;
} {
  if (type === 'linear') return { to: (value) => (value - low) / (high - low), from: (share) => low + share * (high - low) };
  const span = Math.log(high) - Math.log(low);
  return { to: (value) => (Math.log(value) - Math.log(low)) / span, from: (share) => Math.exp(Math.log(low) + share * span) };
}
