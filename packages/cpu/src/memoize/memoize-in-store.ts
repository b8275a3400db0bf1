import type { Store } from '@nsi/core/ports';
import { storedArgumentKey } from './argument-key.ts';
import { createCounts, memoizedFunction } from './memoized-function.ts';
import type { Memoized, MemoizeSettings, StoredResult } from './memoize.ts';

type Call = (...args: readonly unknown[]) => unknown;

/** Results in a store, which may be shared with other processes. A store that fails costs a call, never an answer. */
export function memoizeInStore(
  run: Call,
  { ttlMs, staleMs, key, clock, name }: MemoizeSettings,
  store: Store<StoredResult<unknown>>,
): Memoized<unknown[], Promise<unknown>, Promise<void>> {
  const flights = new Map<string, Promise<unknown>>();
  const refreshing = new Map<string, Promise<unknown>>();
  const counts = createCounts();
  const keyOf = (args: readonly unknown[]): string => `${name}:${storedArgumentKey(key ? [(key as Call)(...args)] : args)}`;

  const memoized = async (...args: unknown[]): Promise<unknown> => {
    const place = keyOf(args);
    const flight = flights.get(place);
    if (flight !== undefined) {
      counts.shared++;
      return flight;
    }
    const started = answer(place, args);
    flights.set(place, started);
    try {
      return await started;
    } finally {
      if (flights.get(place) === started) flights.delete(place);
    }
  };

  async function answer(place: string, args: readonly unknown[]): Promise<unknown> {
    const kept = await read(place);
    if (kept === undefined) return load(place, args, () => flights.has(place));
    counts.hits++;
    if (kept.freshUntilMs !== null && clock.now() >= kept.freshUntilMs) {
      counts.staleHits++;
      refresh(place, args);
    }
    return kept.value;
  }

  /** `isWanted`: whether the result was not forgotten while it was made. */
  async function load(place: string, args: readonly unknown[], isWanted: () => boolean): Promise<unknown> {
    counts.calls++;
    let value: unknown;
    try {
      value = await run(...args);
    } catch (error) {
      counts.failures++;
      throw error;
    }
    if (isWanted()) await write(place, { value, freshUntilMs: ttlMs === Infinity ? null : clock.now() + ttlMs });
    return value;
  }

  function refresh(place: string, args: readonly unknown[]): void {
    if (refreshing.has(place)) return;
    const run = load(place, args, () => refreshing.has(place)).then(
      () => refreshing.delete(place),
      // Counted; the old result stays until it is no longer given, and the next call tries again.
      () => refreshing.delete(place),
    );
    refreshing.set(place, run);
  }

  async function read(place: string): Promise<StoredResult<unknown> | undefined> {
    try {
      return await store.get(place);
    } catch {
      counts.storeFailures++;
      return undefined;
    }
  }

  async function write(place: string, result: StoredResult<unknown>): Promise<void> {
    try {
      await store.set(place, result, ttlMs === Infinity ? {} : { ttlMs: ttlMs + staleMs });
    } catch {
      counts.storeFailures++;
    }
  }

  return memoizedFunction(
    memoized,
    {
      async forget(...args: unknown[]) {
        const place = keyOf(args);
        flights.delete(place);
        refreshing.delete(place);
        await store.delete(place);
      },
      async clear() {
        flights.clear();
        refreshing.clear();
        await store.clear();
      },
    },
    counts,
  );
}
