/** The part of the collector that measures pools of database connections: loaded by programs that load one. */
import type { CallCounters } from './call-counters.ts';
import type { Waits } from './waits.ts';

/** A library of pools; Knex uses `tarn`. */
export type PoolLibrary = keyof typeof methods;

/** Pools of one thread. */
export interface PoolFollowing {
  /** Measures the pools of a library, `loaded` being what it exports. */
  add(library: PoolLibrary, loaded: unknown): void;
  /** Puts back what was wrapped. */
  stop(): void;
}

/** What is read of a pool, whichever library it is of. */
interface Pool {
  readonly max?: number;
  readonly options?: { readonly max?: number };
  readonly idleCount?: number;
  readonly totalCount?: number;
  numFree?(): number;
  numUsed?(): number;
}

type Method = (this: Pool, ...args: unknown[]) => unknown;

const methods = { tarn: ['acquire', 'release'], 'pg-pool': ['connect', '_release'] } as const;
const placeEvery = 16;

/** Measures how long the program waits for a connection and how long it holds one. */
export function followPools(counters: CallCounters, waits: Waits): PoolFollowing {
  const undo = new Map<object, () => void>();
  const taken = new WeakMap<object, readonly [peer: string, ms: number]>();

  function acquired(pool: Pool, library: PoolLibrary): (connection: unknown) => unknown {
    const { idleCount = pool.numFree?.() ?? 0, totalCount = idleCount + (pool.numUsed?.() ?? 0) } = pool;
    const max = pool.max ?? pool.options?.max ?? 0;
    const peer = `${library} of ${max}`;
    const name = `acquire ${peer}`;
    const counter = counters.of(name);
    if (counter.count++ % placeEvery === 0) waits.place(name);
    counter.keys.add(idleCount === 0 && totalCount >= max ? 'none free' : 'free');
    const startMs = performance.now();
    return (connection) => {
      const nowMs = performance.now();
      waits.add(name, nowMs - startMs);
      if (connection) taken.set(connection, [peer, nowMs]);
      return connection;
    };
  }

  function released(connection: object): void {
    const [peer = '', ms = 0] = taken.get(connection) ?? [];
    if (!taken.delete(connection)) return;
    const held = counters.of(`hold ${peer}`);
    const heldMs = performance.now() - ms;
    held.count++;
    held.timed++;
    held.ms += heldMs;
    held.maxMs = Math.max(held.maxMs, heldMs);
  }

  return {
    add(library, loaded) {
      const { Pool = loaded } = (loaded ?? {}) as { readonly Pool?: unknown };
      const owner = (Pool as { readonly prototype?: Record<string, Method> } | undefined)?.prototype;
      const [acquiring, releasing] = methods[library];
      const [acquire, release] = [owner?.[acquiring], owner?.[releasing]];
      if (!owner || !acquire || !release || undo.has(owner)) return;
      undo.set(owner, () => Object.assign(owner, { [acquiring]: acquire, [releasing]: release }));
      owner[acquiring] = function (callback) {
        const keep = acquired(this, library);
        if (typeof callback === 'function') {
          return acquire.call(this, (error: unknown, connection: unknown, free: unknown) => {
            keep(connection);
            (callback as Method).call(this, error, connection, free);
          });
        }
        const pending = acquire.call(this) as Promise<unknown> & { promise?: Promise<unknown> };
        // What follows the promise takes its place: a rejection that nobody handles stays one.
        if (!pending.promise) return pending.then(keep);
        pending.promise = pending.promise.then(keep);
        return pending;
      };
      owner[releasing] = function (connection, ...rest) {
        released(connection as object);
        return release.call(this, connection, ...rest);
      };
    },
    stop() {
      for (const restore of undo.values()) restore();
    },
  };
}
