import type { Wait } from '@nsi/core/report';
import type { RawActivity, RawWait } from '../collector/raw-profile.ts';
import type { SourceMaps } from '../source/source-maps.ts';
import { countedPlaces } from './counted-places.ts';

/** The waits of all threads, most time first. */
export function reportWaits(activities: readonly RawActivity[], maps: SourceMaps): readonly Wait[] {
  const byName = new Map<string, RawWait[]>();
  for (const [name, wait] of activities.flatMap(({ waits }) => Object.entries(waits)))
    byName.set(name, [...(byName.get(name) ?? []), wait]);
  return [...byName]
    .filter(([, all]) => all.some(({ count }) => count > 0))
    .map(([name, all]) => {
      const at = name.indexOf(' ');
      const add = (value: (wait: RawWait) => number): number => all.reduce((sum, wait) => sum + value(wait), 0);
      const histogram: number[] = [];
      for (const [bucket, hits] of all.flatMap((wait) => [...wait.histogram.entries()]))
        histogram[bucket] = (histogram[bucket] ?? 0) + hits;
      const chained = add((wait) => wait.chained);
      return {
        kind: name.slice(0, at) as Wait['kind'],
        peer: name.slice(at + 1),
        count: add(({ count }) => count),
        ns: add(({ ms }) => ms * 1e6),
        medianNs: quantile(histogram, 0.5),
        p95Ns: quantile(histogram, 0.95),
        maxNs: Math.max(...all.map(({ maxMs }) => maxMs * 1e6)),
        ...(chained === 0
          ? {}
          : {
              chainLength: Math.max(...all.map(({ chain }) => chain)),
              chainedCount: chained,
              chainedNs: add(({ chainedMs }) => chainedMs * 1e6),
            }),
        places: countedPlaces(
          all.map(({ places }) => places),
          maps,
        ),
      };
    })
    .toSorted((left, right) => right.ns - left.ns);
}

/** Middle of the bucket that holds the quantile: bucket i counts waits of 2^i to 2^(i+1) µs. */
function quantile(histogram: readonly number[], share: number): number {
  const count = histogram.reduce((sum, hits) => sum + (hits ?? 0), 0);
  let seen = 0;
  const bucket = histogram.findIndex((hits) => (seen += hits ?? 0) >= share * count);
  return 1.5 * 2 ** Math.max(0, bucket) * 1000;
}
