import type { CallCounter } from '@nsi/core/report';
import type { RawActivity, RawCounter } from '../collector/raw-profile.ts';
import type { SourceMaps } from '../source/source-maps.ts';
import { countedPlaces } from './counted-places.ts';

/** The counters of all threads, most time first. What was measured on some of the calls is scaled up to all of them. */
export function reportCounters(activities: readonly RawActivity[], maps: SourceMaps): readonly CallCounter[] {
  const byName = new Map<string, RawCounter[]>();
  for (const [name, counter] of activities.flatMap(({ counters }) => Object.entries(counters)))
    byName.set(name, [...(byName.get(name) ?? []), counter]);
  return [...byName]
    .map(([name, all]) => {
      const add = (value: (counter: RawCounter) => number): number => all.reduce((sum, counter) => sum + value(counter), 0);
      const keys = new Map<string, number>();
      for (const [key, count] of all.flatMap((counter) => Object.entries(counter.keys))) keys.set(key, (keys.get(key) ?? 0) + count);
      return {
        name,
        count: add(({ count }) => count),
        timedCount: add(({ timed }) => timed),
        ns: add(({ ms, count, timed }) => (timed === 0 ? 0 : ((ms * count) / timed) * 1e6)),
        longestNs: Math.max(...all.map(({ maxMs }) => maxMs)) * 1e6,
        bytes: add(({ bytes, count, weighed }) => (weighed === 0 ? 0 : (bytes * count) / weighed)),
        ...sizesOf(all),
        ...(keys.size === 0
          ? {}
          : {
              distinctCount: add(({ distinct }) => distinct),
              repeatCount: add(({ repeats }) => repeats),
              keys: [...keys].toSorted((left, right) => right[1] - left[1]).slice(0, 10),
            }),
        places: countedPlaces(
          all.map(({ places }) => places),
          maps,
        ),
        startupCount: add(({ startup }) => startup),
      };
    })
    .toSorted((left, right) => right.ns - left.ns || right.count - left.count);
}

/** Of those that were weighed, by power of two. */
function sizesOf(all: readonly RawCounter[]): Pick<CallCounter, 'sizes'> {
  const counts = new Map<number, number>();
  for (const [digits, count] of all.flatMap(({ sizes = [] }) => [...sizes.entries()]))
    if (count > 0) counts.set(2 ** digits, (counts.get(2 ** digits) ?? 0) + count);
  return counts.size === 0 ? {} : { sizes: [...counts].toSorted((left, right) => left[0] - right[0]) };
}
