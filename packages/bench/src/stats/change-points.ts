import { median } from './quantile.ts';
import { createRandom, type Random, shuffle } from './random.ts';

/** A place where a series went to another level and stayed there. */
export interface ChangePoint {
  /** Index of the first value of the new level. */
  readonly index: number;
  /** Median after over median before, within the neighbouring change points. */
  readonly ratio: number;
  /** Chance that a series without any change shows one as clear as this. */
  readonly pValue: number;
}

/** How willingly `changePoints` believes in a change. */
export interface ChangePointOptions {
  /** Chance of a false change point in a series that has none. Default 0.01. */
  readonly alpha?: number;
  /** Fewest values on either side. Default 3. */
  readonly minSegment?: number;
  /** Random orders that the critical value is taken from. Default 4000. */
  readonly permutations?: number;
}

/**
 * Change points of a series: the largest standardized rank sum (Wilcoxon) over all places to split it, judged against the same statistic
 * of the series in random order (Pettitt 1979; the reference distribution is exact whatever the values' distribution, ties included),
 * then again within both parts. Ranks make it deaf to outliers, so one bad night is no change.
 */
export function changePoints(values: ArrayLike<number>, options: ChangePointOptions = {}): ChangePoint[] {
  const { alpha, minSegment, permutations } = { alpha: 0.01, minSegment: 3, permutations: 4000, ...options };
  const series = Float64Array.from(values);
  const random = createRandom(series.length);
  const found: { index: number; pValue: number }[] = [];

  const search = (from: number, to: number): void => {
    if (to - from < 2 * minSegment) return;
    const ranks = midRanks(series.subarray(from, to));
    const { statistic, split } = strongestSplit(ranks, minSegment);
    const pValue = permutationPValue(ranks, { statistic, minSegment, permutations, random });
    if (pValue > alpha) return;
    const index = sharpen(series.subarray(from, to), split, minSegment) + from;
    search(from, index);
    found.push({ index, pValue });
    search(index, to);
  };
  search(0, series.length);

  return found.map(({ index, pValue }, position) => {
    const before = series.subarray(found[position - 1]?.index ?? 0, index);
    const after = series.subarray(index, found[position + 1]?.index ?? series.length);
    return { index, ratio: median(after) / median(before), pValue };
  });
}

/**
 * The split near a rank split that leaves the smallest absolute deviations from the medians of both sides. Ranks alone cannot place a clear step:
 * when the last value before it happens to be the highest of its level, the split one earlier separates the ranks just as well.
 */
function sharpen(values: Float64Array, split: number, minSegment: number): number {
  const cost = (at: number): number => deviations(values.subarray(0, at)) + deviations(values.subarray(at));
  const first = Math.max(minSegment, split - reach);
  const last = Math.min(values.length - minSegment, split + reach);
  let best = split;
  for (let at = first; at <= last; at += 1) if (cost(at) < cost(best)) best = at;
  return best;
}

/** Places looked at on either side of a rank split. */
const reach = 3;

function deviations(values: Float64Array): number {
  const centre = median(values);
  return values.reduce((sum, value) => sum + Math.abs(value - centre), 0);
}

/** Ranks from 1, ties sharing their mean rank. */
function midRanks(values: Float64Array): Float64Array {
  const order = Array.from(values.keys()).toSorted((left, right) => (values[left] as number) - (values[right] as number));
  const ranks = new Float64Array(values.length);
  for (let start = 0; start < order.length;) {
    let end = start;
    while (end + 1 < order.length && values[order[end + 1] as number] === values[order[start] as number]) end += 1;
    for (let i = start; i <= end; i += 1) ranks[order[i] as number] = (start + end) / 2 + 1;
    start = end + 1;
  }
  return ranks;
}

/** Hot: one call a permutation. See bench/history.bench.ts. */
function strongestSplit(ranks: Float64Array, minSegment: number): { statistic: number; split: number } {
  const count = ranks.length;
  let rankSum = 0;
  let statistic = -1;
  let split = 0;
  for (let left = 1; left <= count - minSegment; left += 1) {
    rankSum += ranks[left - 1] as number;
    if (left < minSegment) continue;
    const right = count - left;
    const distance = Math.abs(rankSum - (left * (count + 1)) / 2) / Math.sqrt((left * right * (count + 1)) / 12);
    if (distance > statistic) {
      statistic = distance;
      split = left;
    }
  }
  return { statistic, split };
}

function permutationPValue(
  ranks: Float64Array,
  { statistic, minSegment, permutations, random }: { statistic: number; minSegment: number; permutations: number; random: Random },
): number {
  const order = Float64Array.from(ranks);
  let asClear = 0;
  for (let i = 0; i < permutations; i += 1) {
    if (strongestSplit(shuffle<number, Float64Array>(order, random), minSegment).statistic >= statistic) asClear += 1;
  }
  // Counting the series itself as one of the orders keeps the test exact (Phipson & Smyth 2010).
  return (asClear + 1) / (permutations + 1);
}
