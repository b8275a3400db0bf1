import type { LinePoint } from './chart-data.ts';

const maxDrawn = 600;
const buckets = 150;

/** At most 600 points: of each of 150 stretches the first, the least, the greatest and the last, so that no peak is lost. */
export function thinLine(points: readonly LinePoint[]): readonly LinePoint[] {
  if (points.length <= maxDrawn) return points;
  const kept: LinePoint[] = [];
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = Math.floor((bucket * points.length) / buckets);
    const to = Math.floor(((bucket + 1) * points.length) / buckets);
    for (const index of extremes(points, from, to)) kept.push(points[index] as LinePoint);
  }
  return kept;
}

function extremes(points: readonly LinePoint[], from: number, to: number): readonly number[] {
  let [least, most] = [from, from];
  for (let index = from; index < to; index++) {
    const value = points[index]?.y ?? Number.NaN;
    if (Number.isNaN(points[least]?.y) || value < (points[least]?.y ?? Infinity)) least = index;
    if (Number.isNaN(points[most]?.y) || value > (points[most]?.y ?? -Infinity)) most = index;
  }
  return [...new Set([from, least, most, to - 1])].toSorted((a, b) => a - b);
}
