import type { AxisScale } from './axis-scale.ts';
import type { SampleSet } from './chart-data.ts';
import type { ResolvedChartOptions } from './chart-options.ts';
import type { Drawing } from './frame.ts';
import { placeOn } from './sample-axis.ts';
import { type RowShape, sampleRows } from './sample-rows.ts';
import { quantile, type SampleSummary } from './sample-summary.ts';

const [fewestBins, mostBins] = [8, 64];

/** Counts in equal bins of the shared axis, one row a set, each at its own height; bars stand on zero and the tick marks the median. */
export function histogramChart(sets: readonly SampleSet[], options: ResolvedChartOptions): Drawing {
  return sampleRows(sets, options, { kind: 'histogram', noun: 'Histograms', note: 'each row has its own height', shapeOf: binned });
}

/** Steps of the outline: two points for each bin. */
function binned({ sorted }: SampleSummary, scale: AxisScale): RowShape | undefined {
  const place = placeOn(scale);
  const shares = sorted.map(place.to).filter((share) => share >= 0 && share <= 1);
  if (shares.length < 2 || shares[0] === shares.at(-1)) return undefined;
  const binCount = binCountOf(shares);
  const counts = new Uint32Array(binCount);
  for (const share of shares) {
    const bin = Math.min(binCount - 1, Math.floor(share * binCount));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const most = Math.max(...counts);
  return Array.from(counts, (count, bin) => [
    { x: place.from(bin / binCount), height: count / most },
    { x: place.from((bin + 1) / binCount), height: count / most },
  ]).flat();
}

/** Freedman and Diaconis (1981): twice the interquartile range over the cube root of n; at least √n bins where samples are, for two humps. */
function binCountOf(shares: Float64Array): number {
  const spread = quantile(shares, 0.75) - quantile(shares, 0.25);
  const range = (shares.at(-1) ?? 1) - (shares[0] ?? 0);
  const width = Math.min((2 * spread) / Math.cbrt(shares.length), range / Math.sqrt(shares.length));
  return width > 0 ? Math.min(mostBins, Math.max(fewestBins, Math.round(1 / width))) : mostBins;
}
