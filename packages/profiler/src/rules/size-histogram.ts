import type { CallCounter, Evidence } from '@nsi/core/report';
import { formatBytes, formatShare } from '../report/format.ts';

const maxShown = 5;

/** Which sizes the calls of counters had, the most frequent first: evidence, or none where nothing was weighed. */
export function sizeHistogram(counters: readonly CallCounter[]): readonly Evidence[] {
  const counts = new Map<number, number>();
  for (const { count, sizes = [] } of counters) {
    // Each counter weighs some of its calls: they stand for all of them.
    const weighed = sizes.reduce((sum, [, hits]) => sum + hits, 0);
    for (const [below, hits] of sizes) counts.set(below, (counts.get(below) ?? 0) + (hits / weighed) * count);
  }
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (all === 0) return [];
  const shown = [...counts].toSorted((left, right) => right[1] - left[1]).slice(0, maxShown);
  return [{ label: 'sizes', value: shown.map(([below, count]) => `${rangeOf(below)} ${formatShare(count / all)}`).join(', ') }];
}

function rangeOf(below: number): string {
  return below === 1 ? 'nothing' : `${formatBytes(below / 2)} to ${formatBytes(below)}`;
}
