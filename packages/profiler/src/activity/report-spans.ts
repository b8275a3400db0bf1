import type { ProfileSpan } from '@nsi/core/report';
import type { RawActivity } from '../collector/raw-profile.ts';

/** The names that the program gave, over all threads, most time first. */
export function reportSpans(activities: readonly RawActivity[]): readonly ProfileSpan[] {
  const spans = new Map<string, ProfileSpan>();
  for (const [name, [count, ms, maxMs, errors]] of activities.flatMap((activity) => Object.entries(activity.spans))) {
    const before = spans.get(name);
    spans.set(name, {
      name,
      count: (before?.count ?? 0) + count,
      ns: (before?.ns ?? 0) + ms * 1e6,
      maxNs: Math.max(before?.maxNs ?? 0, maxMs * 1e6),
      errorCount: (before?.errorCount ?? 0) + errors,
    });
  }
  return [...spans.values()].toSorted((left, right) => right.ns - left.ns);
}
