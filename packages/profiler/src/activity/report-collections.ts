import type { Collections } from '@nsi/core/report';
import type { RawActivity } from '../collector/raw-profile.ts';

/** The collections of all threads; `afterMajor` is that of the first, the main one. */
export function reportCollections(activities: readonly RawActivity[]): Collections {
  const add = (value: (gc: RawActivity['gc']) => number): number => activities.reduce((sum, { gc }) => sum + value(gc), 0);
  return {
    minorCount: add(({ minor }) => minor),
    minorNs: add(({ minorMs }) => minorMs * 1e6),
    majorCount: add(({ major }) => major),
    majorNs: add(({ majorMs }) => majorMs * 1e6),
    otherNs: add(({ otherMs }) => otherMs * 1e6),
    longestNs: Math.max(0, ...activities.map(({ gc }) => gc.maxMs * 1e6)),
    afterMajor: (activities[0]?.gc.afterMajor ?? []).map(([ms, heapUsed]) => [ms * 1e6, heapUsed]),
  };
}
