import type { Clock } from '@nsi/core/ports';
import type { Recorder } from '@nsi/core';
import type { EvictionPolicy } from './eviction-policy.ts';
import type { PolicyName } from './policy-names.ts';

/** Why an entry left: no room; its ttl passed; another value took its key; it was deleted or cleared; it alone weighs more than the whole cache may. */
export type EvictReason = 'size' | 'expired' | 'replaced' | 'deleted' | 'oversize';

/** What a loader gets beside the key. */
export interface LoadContext<Value> {
  /** Aborted when the last caller that waits for this load has aborted, and when the cache is disposed. Never by eviction. */
  readonly signal: AbortSignal;
  /** On a refresh: the value that is being replaced. */
  readonly stale: Value | undefined;
  /** Keeps the loaded value for this long instead of the cache's `ttlMs`. */
  keepFor(ttlMs: number): void;
}

/** Makes the value of a key that is not in the cache. Its error goes to everyone who waits for it, and is not cached. */
export type Load<Key, Value> = (key: Key, context: LoadContext<Value>) => Value | Promise<Value>;

/** Makes the values of many keys at once. Keys it leaves out stay without a value. */
export type LoadMany<Key, Value> = (
  keys: readonly Key[],
  context: Pick<LoadContext<Value>, 'signal'>,
) => ReadonlyMap<Key, Value> | Promise<ReadonlyMap<Key, Value>>;

/** Options of `createCache`. At least one of `max` and `maxBytes` is needed. */
export interface CacheOptions<Key, Value> {
  /** Which entry leaves a full cache. Default `s3-fifo`. */
  readonly policy?: PolicyName | EvictionPolicy;
  /** Most entries, a whole number from 1 to 100 million. */
  readonly max?: number;
  /** Most bytes of all values together, as `weigh` counts them: a number, or text such as `"64MiB"`. */
  readonly maxBytes?: number | string;
  /** Bytes of an entry, a whole number from 0; used with `maxBytes`. Default `weighBytes` of the value. */
  readonly weigh?: (value: Value, key: Key) => number;
  /** Milliseconds after which an entry is gone, counted from when it was written. Default: never. */
  readonly ttlMs?: number;
  /** Age in milliseconds from which `getOrLoad` still answers at once, and loads the value anew behind the caller's back. Default: never. */
  readonly refreshAfterMs?: number;
  readonly load?: Load<Key, Value>;
  /** Used by `getMany`, and by `getOrLoad` when there is no `load`. */
  readonly loadMany?: LoadMany<Key, Value>;
  /** Called once for every value that left, after the call that made it leave has done its work. */
  readonly onEvict?: (key: Key, value: Value, reason: EvictReason) => void;
  /** Label of its metrics. Default `cache`. */
  readonly name?: string;
  /** Where metrics go, once a second. Default: the process's recorder at the time the cache is made. */
  readonly recorder?: Recorder;
  /** Time of expiry. Default: the process's monotonic time, read at most once a millisecond. */
  readonly clock?: Clock;
  /** Seed of hashes and random choices, for runs that must repeat. Default: secret and different each time. */
  readonly seed?: number;
}

/** What one call of `set` may be told about the entry it writes. */
export interface SetOptions {
  /** Milliseconds until this entry is gone, in place of the cache's `ttlMs`. `Infinity`: never. */
  readonly ttlMs?: number;
}

/** What one call of `getOrLoad` may be told. */
export interface GetOrLoadOptions<Key, Value> {
  /** Aborting rejects this call. The load goes on while anyone else waits for it. */
  readonly signal?: AbortSignal;
  /** In place of the cache's own loader. A load already in flight is joined whatever its loader. */
  readonly load?: Load<Key, Value>;
}

/** What one call of `getMany` may be told. */
export interface GetManyOptions {
  /** Aborting rejects this call. The load goes on while anyone else waits for one of its keys. */
  readonly signal?: AbortSignal;
}

/** Bounds of a cache that runs. A bound that is left out stays as it is. */
export interface CacheLimits {
  readonly max?: number;
  readonly maxBytes?: number | string;
}

/** What a cache did since it was made, and what it holds now. */
export interface CacheStats {
  readonly name: string;
  readonly policy: string;
  readonly size: number;
  /** Bytes of all values, as `weigh` counts them; 0 without `maxBytes`. */
  readonly bytes: number;
  /** The bounds in force: lower than configured after `shrink`. */
  readonly max: number;
  readonly maxBytes: number;
  readonly hits: number;
  readonly misses: number;
  /** Hits among all reads, 0 to 1; 0 before the first. */
  readonly hitRatio: number;
  readonly evictions: number;
  readonly expirations: number;
  /** Values that alone weigh more than `maxBytes`. */
  readonly oversizes: number;
  readonly loads: number;
  readonly loadFailures: number;
  readonly refreshes: number;
  readonly loadsInFlight: number;
}

/**
 * A bounded map that keeps what is asked for most. Every limit holds after every call.
 * Reads are `get` (counts as use), `peek` and `has` (do not). Fits the `Store` port for string keys.
 */
export interface Cache<Key, Value> extends Disposable {
  /** Empties the cache, aborts its loads and ends its timers. It keeps nothing from then on. */
  [Symbol.dispose](): void;
  readonly name: string;
  readonly size: number;
  /** The value, or `undefined` when there is none. */
  get(key: Key): Value | undefined;
  /** The value without counting it as use, for looking from outside. */
  peek(key: Key): Value | undefined;
  has(key: Key): boolean;
  /** Throws `NSI_MEMORY_CACHE_WEIGHT` when `weigh` returns no whole number, `NSI_MEMORY_CACHE_OPTION` for a `ttlMs` that is no time. */
  set(key: Key, value: Value, options?: SetOptions): void;
  /** Whether there was an entry to delete. A load in flight for the key is not kept. */
  delete(key: Key): boolean;
  /** Deletes every entry, and keeps no load that is in flight. */
  clear(): void;
  /**
   * The value at once when it is there, else a promise of it. All who ask while it loads share one load.
   * Throws `NSI_MEMORY_CACHE_LOADER` when neither the call nor the cache has a loader.
   */
  getOrLoad(key: Key, options?: GetOrLoadOptions<Key, Value>): Value | Promise<Value>;
  /** The values of many keys, at once when all are there. Without a loader: those that are there. */
  getMany(keys: Iterable<Key>, options?: GetManyOptions): ReadonlyMap<Key, Value> | Promise<ReadonlyMap<Key, Value>>;
  /** The keys that are there, in no particular order. */
  keys(): IterableIterator<Key>;
  /** Changes the bounds; entries leave at once when they shrink. */
  resize(limits: CacheLimits): void;
  /** Holds the cache to `ratio` (0 to 1) of its configured bounds until `restore`. For memory pressure. */
  shrink(ratio: number): void;
  restore(): void;
  stats(): CacheStats;
}
