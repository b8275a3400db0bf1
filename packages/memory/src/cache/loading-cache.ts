import { memoryError } from '../errors.ts';
import { parseCacheLimits, type ParsedCacheOptions } from './cache-options.ts';
import type { Cache, CacheLimits, CacheStats, GetManyOptions, GetOrLoadOptions, Load, SetOptions } from './cache.ts';
import { EntryCache } from './entry-cache.ts';
import { oneOf } from './load-many.ts';
import { Loads } from './loads.ts';
import { publishCacheMetrics } from './publish-cache-metrics.ts';
import { noSlot } from './slot-list.ts';

/** The cache that `createCache` returns: entries, loads for those that are missing, and numbers about both. */
export class LoadingCache<Key, Value> extends EntryCache<Key, Value> implements Cache<Key, Value> {
  readonly name: string;
  readonly #loads: Loads<Key, Value>;
  readonly #metrics: Disposable;
  /** The limits without pressure. */
  #configured: { readonly max: number; readonly maxBytes: number };
  #refreshes = 0;

  constructor(options: ParsedCacheOptions<Key, Value>) {
    const { name, max, maxBytes, recorder, ttlMs, time } = options;
    super(options);
    this.name = name;
    this.#configured = { max, maxBytes };
    this.#loads = new Loads({ name, recorder, keep: (key, value, keptMs = ttlMs) => this.write(key, value, keptMs) });
    this.#metrics = publishCacheMetrics(this, recorder, time);
  }

  set(key: Key, value: Value, options?: SetOptions): void {
    this.#loads.supersede(key);
    this.write(key, value, options?.ttlMs ?? this.options.ttlMs);
  }

  override delete(key: Key): boolean {
    this.#loads.supersede(key);
    return super.delete(key);
  }

  override clear(): void {
    this.#loads.supersedeAll();
    super.clear();
  }

  getOrLoad(key: Key, options?: GetOrLoadOptions<Key, Value>): Value | Promise<Value> {
    const slot = this.hit(key);
    if (slot === noSlot) return this.#loads.load(key, this.#loaderOf(options), options?.signal);
    if (this.isDueForRefresh(slot)) this.#refresh(key, slot, this.#loaderOf(options));
    return this.valueAt(slot);
  }

  getMany(keys: Iterable<Key>, options?: GetManyOptions): ReadonlyMap<Key, Value> | Promise<ReadonlyMap<Key, Value>> {
    const found = new Map<Key, Value>();
    const missing: Key[] = [];
    for (const key of new Set(keys)) {
      const slot = this.hit(key);
      if (slot === noSlot) missing.push(key);
      else {
        found.set(key, this.valueAt(slot));
        if (this.isDueForRefresh(slot)) this.#refresh(key, slot, this.#loaderOf(undefined));
      }
    }
    const canLoad = (this.options.loadMany ?? this.options.load) !== undefined;
    return missing.length === 0 || !canLoad ? found : this.#addLoaded(found, missing, options?.signal);
  }

  resize(limits: CacheLimits): void {
    const { max, maxBytes } = parseCacheLimits(limits);
    if (maxBytes !== undefined && this.options.weigh === undefined) {
      throw memoryError(
        'NSI_MEMORY_CACHE_OPTION',
        'expected `maxBytes` for a cache that was created with it, got it for one that does not weigh',
      );
    }
    this.#configured = { max: max ?? this.#configured.max, maxBytes: maxBytes ?? this.#configured.maxBytes };
    this.restore();
  }

  shrink(ratio: number): void {
    if (!(ratio >= 0 && ratio <= 1)) {
      throw memoryError('NSI_MEMORY_CACHE_OPTION', `expected \`ratio\` to be a number from 0 to 1, got ${String(ratio)}`);
    }
    const { max, maxBytes } = this.#configured;
    this.setLimits(Math.floor(max * ratio), maxBytes === Infinity ? Infinity : Math.floor(maxBytes * ratio));
  }

  restore(): void {
    this.setLimits(this.#configured.max, this.#configured.maxBytes);
  }

  stats(): CacheStats {
    const { size, weight, max, maxBytes, hits, misses, evictions, expirations, oversizes } = this;
    return {
      name: this.name,
      policy: this.options.policy.name,
      size,
      bytes: this.options.weigh === undefined ? 0 : weight,
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
    this.#configured = { max: 0, maxBytes: 0 };
    this.clear();
    this.restore();
    this.#metrics[Symbol.dispose]();
  }

  /** Loads anew while the old value is still served. When that fails the old value stays, and is due again after as long as before. */
  #refresh(key: Key, slot: number, load: Load<Key, Value>): void {
    this.postponeRefresh(slot);
    if (this.#loads.has(key)) return;
    this.#refreshes++;
    this.#loads.load(key, load, undefined, this.valueAt(slot)).catch(() => {
      // Counted as `loadFailures`; the next caller after the pause tries again.
    });
  }

  async #addLoaded(found: Map<Key, Value>, missing: readonly Key[], signal: AbortSignal | undefined): Promise<ReadonlyMap<Key, Value>> {
    const { loadMany, load } = this.options;
    if (loadMany !== undefined) {
      for (const [key, value] of await this.#loads.loadMany(missing, loadMany, signal)) found.set(key, value);
    } else if (load !== undefined) {
      const values = await Promise.all(missing.map((key) => this.#loads.load(key, load, signal)));
      for (const [index, key] of missing.entries()) found.set(key, values[index] as Value);
    }
    return found;
  }

  #loaderOf(options: GetOrLoadOptions<Key, Value> | undefined): Load<Key, Value> {
    const { load, loadMany } = this.options;
    if (options?.load !== undefined) return options.load;
    if (load !== undefined) return load;
    if (loadMany !== undefined) return oneOf(loadMany);
    throw memoryError('NSI_MEMORY_CACHE_LOADER', `expected a loader for the cache \`${this.name}\`, got none`);
  }
}
