import { argumentKey } from './argument-key.ts';
import { createCounts, memoizedFunction } from './memoized-function.ts';
import type { Memoized, MemoizeSettings } from './memoize.ts';
import { ResultShelf } from './result-shelf.ts';

type Call = (...args: readonly unknown[]) => unknown;

/** Results in a small map of this process. What `run` returns is returned as it is: a promise stays one, a value stays one. */
export function memoizeHere(run: Call, { ttlMs, staleMs, max, key, clock }: MemoizeSettings): Memoized<unknown[], unknown> {
  const shelf = new ResultShelf(max);
  const flights = new Map<unknown, Promise<unknown>>();
  const refreshing = new Set<unknown>();
  const counts = createCounts();
  const keyOf = (args: readonly unknown[]): unknown => argumentKey(key ? [(key as Call)(...args)] : args);

  const memoized = (...args: unknown[]): unknown => {
    const place = keyOf(args);
    const kept = shelf.get(place);
    if (kept !== undefined) {
      const nowMs = kept.freshUntilMs === Infinity ? 0 : clock.now();
      if (nowMs < kept.staleUntilMs) {
        counts.hits++;
        if (nowMs >= kept.freshUntilMs) {
          counts.staleHits++;
          refresh(place, args);
        }
        return kept.value;
      }
      shelf.delete(place);
    }
    const flight = flights.get(place);
    if (flight !== undefined) {
      counts.shared++;
      return flight;
    }
    return load(place, args);
  };

  /** Calls, and keeps what comes of it. */
  function load(place: unknown, args: readonly unknown[]): unknown {
    counts.calls++;
    let result: unknown;
    try {
      result = run(...args);
    } catch (error) {
      counts.failures++;
      throw error;
    }
    if (!isThenable(result)) {
      keep(place, result);
      return result;
    }
    const flight = Promise.resolve(result);
    flights.set(place, flight);
    // Whoever called has the rejection; this branch only takes note.
    void flight.then(
      () => land(place, flight) && keep(place, flight),
      () => {
        counts.failures++;
        return land(place, flight);
      },
    );
    return flight;
  }

  /** Whether the flight was still wanted. */
  function land(place: unknown, flight: Promise<unknown>): boolean {
    return flights.get(place) === flight && flights.delete(place);
  }

  function keep(place: unknown, value: unknown): true {
    const freshUntilMs = ttlMs === Infinity ? Infinity : clock.now() + ttlMs;
    shelf.set(place, { value, freshUntilMs, staleUntilMs: freshUntilMs + staleMs });
    return true;
  }

  /** Once, after this call has its answer. When it fails the old result stays until it is no longer given. */
  function refresh(place: unknown, args: readonly unknown[]): void {
    if (refreshing.has(place) || flights.has(place)) return;
    refreshing.add(place);
    setImmediate(() => {
      refreshing.delete(place);
      try {
        const result = load(place, args);
        if (isThenable(result)) result.then(undefined, () => {});
      } catch {
        // Counted; the next call tries again.
      }
    });
  }

  return memoizedFunction(
    memoized,
    {
      forget(...args: unknown[]) {
        const place = keyOf(args);
        flights.delete(place);
        shelf.delete(place);
      },
      clear() {
        flights.clear();
        shelf.clear();
      },
    },
    counts,
  );
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { readonly then?: unknown }).then === 'function';
}
