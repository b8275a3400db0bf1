import { formatValue } from '../number-format/format-value.ts';
import type { SampleSet } from './chart-data.ts';
import type { ResolvedChartOptions } from './chart-options.ts';
import { chartTable } from './chart-table.ts';
import { shortName } from './clean-text.ts';
import { drawableNumber } from './parse-chart-data.ts';
import type { ChartTable } from './vega-lite-spec.ts';

/** A set of samples in ascending order with what is said about it. */
export interface SampleSummary {
  readonly name: string;
  readonly sorted: Float64Array;
  /** Samples that were no finite number. */
  readonly droppedCount: number;
  /** NaN for a set without finite samples, as are all quantiles. */
  readonly median: number;
}

export function summarise({ name, samples }: SampleSet): SampleSummary {
  const sorted = Float64Array.from(samples as readonly (number | null)[], (sample) => drawableNumber(sample ?? Number.NaN))
    .filter(Number.isFinite)
    .toSorted();
  return { name, sorted, droppedCount: samples.length - sorted.length, median: quantile(sorted, 0.5) };
}

/** Type 7 of Hyndman and Fan (1996), the default of R and NumPy; NaN for no samples. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const position = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(position)], sorted[Math.ceil(position)]];
  if (below === undefined || above === undefined) return Number.NaN;
  return below + (above - below) * (position - Math.floor(position));
}

/** What stands right of a set: its median and its size. */
export function summaryText({ sorted, median }: SampleSummary, { unit }: ResolvedChartOptions): string {
  return sorted.length === 0 ? 'no samples' : `${formatValue(median, unit)} · n ${sorted.length}`;
}

/** The table twin of every chart of samples. */
export function sampleTable(sets: readonly SampleSummary[], { unit }: ResolvedChartOptions): ChartTable {
  const shares = [0, 0.25, 0.5, 0.75, 0.95, 1];
  return chartTable(
    ['name', 'n', 'min', 'p25', 'median', 'p75', 'p95', 'max'],
    sets.map(({ name, sorted }) => [name, String(sorted.length), ...shares.map((share) => formatValue(quantile(sorted, share), unit))]),
  );
}

/** The picture of samples in one sentence. */
export function sampleSentence(what: string, sets: readonly SampleSummary[], options: ResolvedChartOptions): string {
  const medians = sets.slice(0, 8).map((set) => `${shortName(set.name)} median ${summaryText(set, options)}`);
  const rest = sets.length > 8 ? ` and ${sets.length - 8} more` : '';
  return `${what} of ${sets.length} ${sets.length === 1 ? 'set' : 'sets'} of samples: ${medians.join(', ')}${rest}`;
}

export function droppedCount(sets: readonly SampleSummary[]): number {
  return sets.reduce((sum, set) => sum + set.droppedCount, 0);
}
