import { memoryError } from '../errors.ts';
import { parseCacheLimits, type ParsedCacheOptions } from './cache-options.ts';
import type { Cache, CacheLimits, CacheStats, GetManyOptions, GetOrLoadOptions, Load, SetOptions } from './cache.ts';
import { EntryStore } from './entry-store.ts';
import { oneOf } from './load-many.ts';
import { Loads } from './loads.ts';
import { publishCacheMetrics } from './publish-cache-metrics.ts';
import { noSlot } from './slot-list.ts';

/** The cache that `createCache` returns: entries, loads for those that are missing, and numbers about both. */
export class LoadingCache<Key, Value> implements Cache<Key, Value> {
  readonly name: string;
  readonly #options: ParsedCacheOptions<Key, Value>;
  readonly #entries: EntryStore<Key, Value>;
  readonly #loads: Loads<Key, Value>;
  readonly #metrics: Disposable;
  #max: number;
  #maxBytes: number;
  #refreshes = 0;

  constructor(options: ParsedCacheOptions<Key, Value>) {
    const { name, max, maxBytes, recorder, ttlMs, time } = options;
    this.name = name;
    this.#options = options;
    this.#max = max;
    this.#maxBytes = maxBytes;
    this.#entries = new EntryStore(options);
    this.#loads = new Loads({ name, recorder, keep: (key, value, keptMs = ttlMs) => this.#entries.write(key, value, keptMs) });
    this.#metrics = publishCacheMetrics(this, recorder, time);
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: Key): Value | undefined {
    const slot = this.#entries.hit(key);
    return slot === noSlot ? undefined : this.#entries.valueAt(slot);
  }

  peek(key: Key): Value | undefined {
    const slot = this.#entries.find(key);
    return slot === noSlot ? undefined : this.#entries.valueAt(slot);
  }

  has(key: Key): boolean {
    return this.#entries.find(key) !== noSlot;
  }

  set(key: Key, value: Value, options?: SetOptions): void {
    this.#loads.supersede(key);
    this.#entries.write(key, value, options?.ttlMs ?? this.#options.ttlMs);
  }

  delete(key: Key): boolean {
    this.#loads.supersede(key);
    return this.#entries.delete(key);
  }

  clear(): void {
    this.#loads.supersedeAll();
    this.#entries.clear();
  }

  getOrLoad(key: Key, options?: GetOrLoadOptions<Key, Value>): Value | Promise<Value> {
    const slot = this.#entries.hit(key);
    if (slot === noSlot) return this.#loads.load(key, this.#loaderOf(options), options?.signal);
    if (this.#entries.isDueForRefresh(slot)) this.#refresh(key, slot, this.#loaderOf(options));
    return this.#entries.valueAt(slot);
  }

  getMany(keys: Iterable<Key>, options?: GetManyOptions): ReadonlyMap<Key, Value> | Promise<ReadonlyMap<Key, Value>> {
    const found = new Map<Key, Value>();
    const missing: Key[] = [];
    for (const key of new Set(keys)) {
      const slot = this.#entries.hit(key);
      if (slot === noSlot) missing.push(key);
      else {
        found.set(key, this.#entries.valueAt(slot));
        if (this.#entries.isDueForRefresh(slot)) this.#refresh(key, slot, this.#loaderOf(undefined));
      }
    }
    const canLoad = (this.#options.loadMany ?? this.#options.load) !== undefined;
    return missing.length === 0 || !canLoad ? found : this.#addLoaded(found, missing, options?.signal);
  }

  keys(): Generator<Key> {
    return this.#entries.keys();
  }

  resize(limits: CacheLimits): void {
    const { max, maxBytes } = parseCacheLimits(limits);
    if (maxBytes !== undefined && this.#options.weigh === undefined) {
      throw memoryError(
        'NSI_MEMORY_CACHE_OPTION',
        'expected `maxBytes` for a cache that was created with it, got it for one that does not weigh',
      );
    }
    this.#max = max ?? this.#max;
    this.#maxBytes = maxBytes ?? this.#maxBytes;
    this.restore();
  }

  shrink(ratio: number): void {
    if (!(ratio >= 0 && ratio <= 1)) {
      throw memoryError('NSI_MEMORY_CACHE_OPTION', `expected \`ratio\` to be a number from 0 to 1, got ${String(ratio)}`);
    }
    this.#entries.setLimits(Math.floor(this.#max * ratio), this.#maxBytes === Infinity ? Infinity : Math.floor(this.#maxBytes * ratio));
  }

  restore(): void {
    this.#entries.setLimits(this.#max, this.#maxBytes);
  }

  stats(): CacheStats {
    const { size, bytes, max, maxBytes, hits, misses, evictions, expirations, oversizes } = this.#entries;
    return {
      name: this.name,
      policy: this.#options.policy.name,
      size,
      bytes,
      max,
      maxBytes,
      hits,
      misses,
      hitRatio: hits + misses === 0 ? 0 : hits / (hits + misses),
      evictions,
      expirations,
      oversizes,
      loads: this.#loads.started,
      loadFailures: this.#loads.failed,
      refreshes: this.#refreshes,
      loadsInFlight: this.#loads.inFlight,
    };
  }

  [Symbol.dispose](): void {
    this.#loads.abort(
      memoryError('NSI_MEMORY_CACHE_DISPOSED', `expected loads to end before the cache \`${this.name}\` is disposed, got one in flight`),
    );
    this.#max = 0;
    this.#maxBytes = 0;
    this.#entries.clear();
    this.restore();
    this.#metrics[Symbol.dispose]();
  }

  /** Loads anew while the old value is still served. When that fails the old value stays, and is due again after as long as before. */
  #refresh(key: Key, slot: number, load: Load<Key, Value>): void {
    this.#entries.postponeRefresh(slot);
    if (this.#loads.has(key)) return;
    this.#refreshes++;
    this.#loads.load(key, load, undefined, this.#entries.valueAt(slot)).catch(() => {
      // Counted as `loadFailures`; the next caller after the pause tries again.
    });
  }

  async #addLoaded(found: Map<Key, Value>, missing: readonly Key[], signal: AbortSignal | undefined): Promise<ReadonlyMap<Key, Value>> {
    const { loadMany, load } = this.#options;
    if (loadMany !== undefined) {
      for (const [key, value] of await this.#loads.loadMany(missing, loadMany, signal)) found.set(key, value);
    } else if (load !== undefined) {
      const values = await Promise.all(missing.map((key) => this.#loads.load(key, load, signal)));
      for (const [index, key] of missing.entries()) found.set(key, values[index] as Value);
    }
    return found;
  }

  #loaderOf(options: GetOrLoadOptions<Key, Value> | undefined): Load<Key, Value> {
    const { load, loadMany } = this.#options;
    if (options?.load !== undefined) return options.load;
    if (load !== undefined) return load;
    if (loadMany !== undefined) return oneOf(loadMany);
    throw memoryError('NSI_MEMORY_CACHE_LOADER', `expected a loader for the cache \`${this.name}\`, got none`);
  }
}
