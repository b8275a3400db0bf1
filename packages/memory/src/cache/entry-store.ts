import { memoryError } from '../errors.ts';
import { parseTtlMs, type ParsedCacheOptions } from './cache-options.ts';
import type { EvictReason } from './cache.ts';
import { resized } from './column.ts';
import { EvictNotices } from './evict-notices.ts';
import type { EvictionOrder } from './eviction-policy.ts';
import { Expiry } from './expiry.ts';
import { createKeyHash } from './key-hash.ts';
import { KeyIndex } from './key-index.ts';
import { noSlot } from './slot-list.ts';
import { SlotTable } from './slot-table.ts';

/**
 * The entries of a cache: an index from key to slot, columns of slots, an order of eviction over them, and the limits.
 * Hot: see bench/cache-get-hit.bench.ts.
 */
export class EntryStore<Key, Value> {
  misses = 0;
  evictions = 0;
  expirations = 0;
  oversizes = 0;
  max: number;
  maxBytes: number;
  readonly #options: ParsedCacheOptions<Key, Value>;
  readonly #index: KeyIndex<Key> = new KeyIndex();
  readonly #table: SlotTable<Key, Value>;
  readonly #order: EvictionOrder;
  readonly #hash: ((key: Key) => number) | undefined;
  readonly #visitLimit: number;
  readonly #tellsHits: boolean;
  readonly #notices: EvictNotices<Key, Value>;
  /** Made with the first ttl. */
  #expiry: Expiry | undefined;
  /** When each slot is due for a refresh; only with `refreshAfterMs`. */
  #refreshAtMs: Float64Array = new Float64Array(0);

  constructor(options: ParsedCacheOptions<Key, Value>) {
    const { policy, max, maxBytes, weigh, onEvict, seed } = options;
    this.max = max;
    this.maxBytes = maxBytes;
    this.#options = options;
    this.#table = new SlotTable(weigh !== undefined, (count) => this.#grow(count));
    this.#order = policy.create(this.#table, { seed });
    this.#hash = policy.needsHashes ? createKeyHash(seed) : undefined;
    this.#visitLimit = policy.visitLimit;
    this.#tellsHits = this.#order.hit !== undefined;
    this.#notices = new EvictNotices(onEvict);
  }

  get size(): number {
    return this.#table.size;
  }

  get hits(): number {
    return this.#table.hits;
  }

  get bytes(): number {
    return this.#options.weigh === undefined ? 0 : this.#table.weight;
  }

  /** The slot of a live entry, counted as a hit; `noSlot`, counted as a miss. */
  hit(key: Key): number {
    const slot = this.#index.get(key);
    if (slot === undefined || (this.#expiry !== undefined && this.#expiry.hasExpired(slot))) return this.#miss(slot);
    const table = this.#table;
    const count = table.visits[slot] as number;
    if (count < this.#visitLimit) table.visits[slot] = count + 1;
    if (this.#tellsHits) this.#order.hit?.(slot);
    table.hits++;
    return slot;
  }

  /** The slot of a live entry, not counted; `noSlot` without one. */
  find(key: Key): number {
    const slot = this.#index.get(key);
    return slot === undefined || this.#expiry?.hasExpired(slot) === true ? noSlot : slot;
  }

  valueAt(slot: number): Value {
    return this.#table.values[slot] as Value;
  }

  *keys(): Generator<Key> {
    for (const key of this.#index.keys()) if (this.find(key) !== noSlot) yield key;
  }

  write(key: Key, value: Value, ttlMs: number): void {
    if (ttlMs !== Infinity) parseTtlMs(ttlMs);
    const weight = this.#weigh(key, value);
    if (this.#options.weigh !== undefined && weight > this.maxBytes) this.#refuse(key, value);
    else {
      const slot = this.#put(key, value, weight);
      if (ttlMs !== Infinity) this.#expiry ??= this.#createExpiry();
      this.#expiry?.schedule(slot, ttlMs);
      this.postponeRefresh(slot);
      this.#enforceLimits();
    }
    this.#notices.deliver();
  }

  /** Whether there was a live entry. */
  delete(key: Key): boolean {
    const slot = this.#index.get(key);
    if (slot === undefined) return false;
    const hasExpired = this.#expiry?.hasExpired(slot) === true;
    this.#remove(slot, hasExpired ? 'expired' : 'deleted');
    this.#notices.deliver();
    return !hasExpired;
  }

  clear(): void {
    if (this.#notices.isHeard) {
      for (const key of this.#index.keys()) this.#notices.add(key, this.valueAt(this.#index.get(key) as number), 'deleted');
    }
    this.#expiry?.stop();
    this.#expiry = undefined;
    this.#index.clear();
    this.#order.clear();
    this.#table.clear();
    this.#notices.deliver();
  }

  setLimits(max: number, maxBytes: number): void {
    this.max = max;
    this.maxBytes = maxBytes;
    this.#enforceLimits();
    this.#notices.deliver();
  }

  /** Whether the entry is older than `refreshAfterMs`. */
  isDueForRefresh(slot: number): boolean {
    if (this.#refreshAtMs.length === 0) return false;
    const refreshAtMs = this.#refreshAtMs[slot] as number;
    return refreshAtMs <= this.#options.time.recentMs && refreshAtMs <= this.#options.time.exactMs();
  }

  /** Counts `refreshAfterMs` from now. */
  postponeRefresh(slot: number): void {
    const { refreshAfterMs, time } = this.#options;
    if (refreshAfterMs !== Infinity) this.#refreshAtMs[slot] = time.exactMs() + refreshAfterMs;
  }

  #miss(slot: number | undefined): number {
    this.misses++;
    if (slot !== undefined) {
      this.#remove(slot, 'expired');
      this.#notices.deliver();
    }
    return noSlot;
  }

  /** A value that alone is too heavy is not kept, and neither is the one it was to replace. */
  #refuse(key: Key, value: Value): void {
    const slot = this.#index.get(key);
    if (slot !== undefined) this.#remove(slot, 'replaced');
    this.oversizes++;
    this.#notices.add(key, value, 'oversize');
  }

  #put(key: Key, value: Value, weight: number): number {
    const present = this.#index.get(key);
    if (present !== undefined) return this.#replace(present, key, value, weight);
    // One slot more than may stay: an entry comes in before another leaves.
    const slot = this.#table.take(key, value, weight, this.max + 1);
    if (this.#hash !== undefined) this.#table.hashes[slot] = this.#hash(key);
    this.#index.add(key, slot);
    this.#order.insert(slot);
    return slot;
  }

  #replace(slot: number, key: Key, value: Value, weight: number): number {
    const table = this.#table;
    const old = this.valueAt(slot);
    const difference = weight - table.weightOf(slot);
    table.values[slot] = value;
    if (difference !== 0) {
      table.reweigh(slot, weight);
      this.#order.reweigh?.(slot, difference);
    }
    const count = table.visits[slot] as number;
    if (count < this.#visitLimit) table.visits[slot] = count + 1;
    this.#order.hit?.(slot);
    if (!Object.is(old, value)) this.#notices.add(key, old, 'replaced');
    return slot;
  }

  #weigh(key: Key, value: Value): number {
    if (this.#options.weigh === undefined) return 1;
    const weight = this.#options.weigh(value, key);
    if (Number.isSafeInteger(weight) && weight >= 0) return weight;
    throw memoryError('NSI_MEMORY_CACHE_WEIGHT', `expected \`weigh\` to return a whole number from 0, got ${String(weight)}`);
  }

  #enforceLimits(): void {
    if (!this.#isOver()) return;
    this.#expiry?.sweep();
    while (this.#isOver()) {
      this.evictions++;
      this.#release(this.#order.evict(), 'size');
    }
  }

  #isOver(): boolean {
    return this.#table.size > this.max || (this.#options.weigh !== undefined && this.#table.weight > this.maxBytes);
  }

  #remove(slot: number, reason: EvictReason): void {
    if (reason === 'expired') this.expirations++;
    this.#order.remove(slot);
    this.#release(slot, reason);
  }

  /** Forgets an entry that its order has forgotten already. */
  #release(slot: number, reason: EvictReason): void {
    const key = this.#table.keys[slot] as Key;
    if (!this.#index.delete(key)) {
      const { name } = this.#options.policy;
      throw memoryError(
        'NSI_MEMORY_CACHE_POLICY',
        `expected \`evict\` of the policy \`${name}\` to return a slot in use, got ${String(slot)}`,
      );
    }
    this.#notices.add(key, this.valueAt(slot), reason);
    this.#expiry?.cancel(slot);
    this.#table.release(slot);
  }

  #createExpiry(): Expiry {
    const expiry = new Expiry(
      this.#options.time,
      (slot) => this.#remove(slot, 'expired'),
      () => this.#notices.deliver(),
    );
    expiry.grow(this.#table.count);
    return expiry;
  }

  #grow(count: number): void {
    this.#order.grow(count);
    this.#expiry?.grow(count);
    if (this.#options.refreshAfterMs !== Infinity) this.#refreshAtMs = resized(this.#refreshAtMs, count);
  }
}
