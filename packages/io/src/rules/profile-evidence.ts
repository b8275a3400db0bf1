import type { CallCounter, Finding, ProfileReport } from '@nsi/core/report';

/** What the rules of this room read: the report of a profile. */
export interface ProfileEvidence {
  readonly profile: ProfileReport;
}

/** Several counters as one: what was called after the start-up. */
export interface CallSum {
  readonly calls: number;
  readonly ns: number;
  readonly bytes: number;
  /** Calls that repeated a first argument. */
  readonly repeats: number;
  /** Where the calls came from, most first. */
  readonly where: NonNullable<Finding['where']>;
  /** The most frequent first arguments. */
  readonly keys: readonly string[];
}

/** Adds up the counters whose names `isWanted` takes. */
export function sumOfCalls({ counters = [] }: ProfileReport, isWanted: (name: string) => boolean): CallSum {
  const wanted = counters.filter(({ name }) => isWanted(name));
  const add = (value: (counter: CallCounter) => number): number => wanted.reduce((sum, counter) => sum + value(counter), 0);
  const laterShare = ({ count, startupCount }: CallCounter): number => (count === 0 ? 0 : Math.max(0, count - startupCount) / count);
  return {
    calls: add(({ count, startupCount }) => Math.max(0, count - startupCount)),
    ns: add((counter) => counter.ns * laterShare(counter)),
    bytes: add((counter) => counter.bytes * laterShare(counter)),
    repeats: add(({ repeatCount = 0 }) => repeatCount),
    where: wanted
      .flatMap(({ places }) => places)
      .toSorted((left, right) => right.count - left.count)
      .slice(0, 3)
      .map(({ count: _, ...place }) => place),
    keys: wanted.flatMap(({ keys = [] }) => keys.map(([key]) => key)).slice(0, 3),
  };
}

/** Share of the program's CPU time, 0–1. */
export function shareOfCpu({ summary }: ProfileReport, ns: number): number {
  return summary.cpuNs > 0 ? Math.min(1, ns / summary.cpuNs) : 0;
}
