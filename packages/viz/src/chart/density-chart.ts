import type { SampleSet } from './chart-data.ts';
import type { ResolvedChartOptions } from './chart-options.ts';
import type { Drawing } from './frame.ts';
import { type AxisScale } from './axis-scale.ts';
import { placeOn } from './sample-axis.ts';
import { sampleRows, type RowShape } from './sample-rows.ts';
import { quantile, type SampleSummary } from './sample-summary.ts';

const gridSteps = 128;
const maxKernelSamples = 4000;

/** One smooth curve a set, one above the other on a shared axis, each at its own height; the tick marks the median. */
export function densityChart(sets: readonly SampleSet[], options: ResolvedChartOptions): Drawing {
  return sampleRows(sets, options, {
    kind: 'density',
    noun: 'Density curves',
    note: 'each curve has its own height',
    shapeOf: densityShape,
  });
}

/**
 * Gaussian kernel density over the axis as it is drawn, so a logarithmic axis smooths ratios. Bandwidth: Silverman (1986), 3.31.
 * Undefined for fewer than two different samples, where a curve would be invented.
 */
function densityShape({ sorted }: SampleSummary, scale: AxisScale): RowShape | undefined {
  const place = placeOn(scale);
  const samples = thinned(sorted)
    .map(place.to)
    .filter((share) => share >= 0 && share <= 1);
  const bandwidth = silverman(samples);
  if (!(bandwidth > 0)) return undefined;
  const heights = Array.from({ length: gridSteps + 1 }, (_, step) => kernelSum(samples, step / gridSteps, bandwidth));
  const highest = Math.max(...heights);
  return heights.map((height, step) => ({ x: place.from(step / gridSteps), height: height / highest }));
}

/** At most 4,000 evenly spaced order statistics: the curve stays, the cost is bounded. */
function thinned(sorted: Float64Array): Float64Array {
  if (sorted.length <= maxKernelSamples) return sorted;
  return Float64Array.from({ length: maxKernelSamples }, (_, index) => quantile(sorted, index / (maxKernelSamples - 1)));
}

function silverman(samples: Float64Array): number {
  const mean = samples.reduce((sum, sample) => sum + sample, 0) / samples.length;
  const deviation = Math.sqrt(samples.reduce((sum, sample) => sum + (sample - mean) ** 2, 0) / (samples.length - 1));
  const spread = (quantile(samples, 0.75) - quantile(samples, 0.25)) / 1.34;
  const bandwidth = 0.9 * (spread > 0 ? Math.min(deviation, spread) : deviation) * samples.length ** -0.2;
  return Math.max(bandwidth, deviation > 0 ? 1 / gridSteps : 0);
}

function kernelSum(samples: Float64Array, at: number, bandwidth: number): number {
  let sum = 0;
  for (const sample of samples) {
    const distance = (at - sample) / bandwidth;
    sum += Math.exp(-0.5 * distance * distance);
  }
  return sum;
}
