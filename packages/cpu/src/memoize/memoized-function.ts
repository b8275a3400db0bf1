import type { Memoized, MemoizedStats } from './memoize.ts';

/** Counters of a memoized function. */
export type MemoizeCounts = { -readonly [Name in keyof MemoizedStats]: number };

export function createCounts(): MemoizeCounts {
  return { hits: 0, staleHits: 0, shared: 0, calls: 0, failures: 0, storeFailures: 0 };
}

/** `call` with what a memoized function has beside it. `stats` is read anew every time. */
export function memoizedFunction<Result, Done>(
  call: (...args: unknown[]) => Result,
  own: Pick<Memoized<unknown[], Result, Done>, 'forget' | 'clear'>,
  counts: MemoizeCounts,
): Memoized<unknown[], Result, Done> {
  return Object.defineProperty(Object.assign(call, own), 'stats', { get: () => ({ ...counts }) }) as unknown as Memoized<
    unknown[],
    Result,
    Done
  >;
}
