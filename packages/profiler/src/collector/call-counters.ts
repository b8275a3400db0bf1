import type { RawCounter } from './raw-profile.ts';
import { withoutOwnFrames } from './source-place.ts';
import { addSize } from './sizes.ts';
import { Places, Tally } from './tally.ts';

/** One counted call while it is collected. */
export interface Counter {
  count: number;
  startup: number;
  timed: number;
  ms: number;
  maxMs: number;
  weighed: number;
  bytes: number;
  /** Left out while nothing is weighed. */
  sizes?: number[];
  repeats: number;
  readonly keys: Tally;
  readonly places: Places;
}

/** The counters of a thread, by name. */
export interface CallCounters {
  of(name: string): Counter;
  /** From now on calls are no longer those of the start-up. */
  endStartup(): void;
  toRaw(): Record<string, RawCounter>;
}

/** How a function is counted. */
export interface Counting {
  /** What a call is about: its path, host or algorithm. Asked of every call. */
  key?(first: unknown, second: unknown): unknown;
  /** Bytes moved. Asked of timed calls only. */
  weigh?(args: readonly unknown[], result: unknown): number;
  /** Called with the milliseconds until the callback of a timed call came. */
  waited?(ms: number, args: readonly unknown[]): void;
}

export function createCallCounters(): CallCounters {
  const counters = new Map<string, Counter>();
  return {
    of(name) {
      let counter = counters.get(name);
      if (!counter) {
        counter = {
          count: 0,
          startup: 0,
          timed: 0,
          ms: 0,
          maxMs: 0,
          weighed: 0,
          bytes: 0,
          repeats: 0,
          keys: new Tally(),
          places: new Places(),
        };
        counters.set(name, counter);
      }
      return counter;
    },
    endStartup() {
      for (const counter of counters.values()) counter.startup = counter.count;
    },
    toRaw: () =>
      Object.fromEntries(
        [...counters]
          .filter(([, { count }]) => count > 0)
          .map(([name, counter]) => [
            name,
            { ...counter, distinct: counter.keys.size, keys: counter.keys.top(), places: counter.places.top() },
          ]),
      ),
  };
}

let isInside = false;

type Callable = (this: unknown, ...args: unknown[]) => unknown;

/**
 * Replaces `owner[name]` by a function that counts always, times the first calls and then every 64th, and places ever fewer of them. Returns
 * what puts the original back.
 */
export function countCalls(owner: object, name: string, counter: Counter, { key, weigh, waited }: Counting): () => void {
  const descriptor = Object.getOwnPropertyDescriptor(owner, name);
  const original = (owner as Record<string, unknown>)[name] as Callable;
  if (typeof original !== 'function' || (descriptor && !('value' in descriptor && descriptor.configurable))) return () => {};
  const { apply } = Reflect;
  // Hot: `arguments` that are only handed on are never made into a list; see bench/overhead.ts.
  const wrapped = function (this: unknown, first: unknown, second: unknown): unknown {
    // What Node.js calls for its own sake is part of the call that the program made.
    // oxlint-disable-next-line prefer-rest-params
    if (isInside) return apply(original, this, arguments);
    const turn = counter.count++;
    if (key) {
      const own = key(first, second);
      if (typeof own === 'string' && counter.keys.add(own)) counter.repeats++;
    }
    isInside = true;
    try {
      // oxlint-disable-next-line prefer-rest-params
      return apply(turn > 3 && (turn & 63) !== 0 ? original : measured, this, arguments);
    } catch (error) {
      throw withoutOwnFrames(error);
    } finally {
      isInside = false;
    }
  };
  const measured = function (this: unknown, ...args: unknown[]): unknown {
    counter.places.see(counter.count);
    const startMs = performance.now();
    const callback = args.at(-1);
    if (waited && typeof callback === 'function') {
      args[args.length - 1] = function (this: unknown, ...results: unknown[]): unknown {
        add(args, results[1], performance.now() - startMs);
        waited(performance.now() - startMs, args);
        return (callback as Callable).apply(this, results);
      };
      return original.apply(this, args);
    }
    const result = original.apply(this, args);
    add(args, result, performance.now() - startMs);
    return result;
  };
  const add = (args: readonly unknown[], result: unknown, ms: number): void => {
    counter.timed++;
    counter.ms += ms;
    counter.maxMs = Math.max(counter.maxMs, ms);
    if (weigh) addSize(counter, weigh(args, result));
  };
  for (const own of Reflect.ownKeys(original))
    Object.defineProperty(wrapped, own, Object.getOwnPropertyDescriptor(original, own) as PropertyDescriptor);
  Object.defineProperty(owner, name, { ...(descriptor ?? { writable: true, enumerable: true, configurable: true }), value: wrapped });
  return () => {
    if (descriptor) Object.defineProperty(owner, name, descriptor);
    else delete (owner as Record<string, unknown>)[name];
  };
}
