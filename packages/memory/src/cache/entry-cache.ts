import { memoryError } from '../errors.ts';
import type { IntMap } from '../structure/int-map.ts';
import { parseTtlMs, type ParsedCacheOptions } from './cache-options.ts';
import type { EvictReason } from './cache.ts';
import { resized } from './column.ts';
import { EvictNotices } from './evict-notices.ts';
import type { EvictionOrder } from './eviction-policy.ts';
import { Expiry } from './expiry.ts';
import { createKeyHash } from './key-hash.ts';
import { isWhole, KeyIndex } from './key-index.ts';
import { noSlot } from './slot-list.ts';
import { SlotTable } from './slot-table.ts';

// More than visits are counted to.
const alwaysTouch = 256;

/** A bounded map with expiry: an index from key to slot, columns of slots, an order of eviction over them, and the limits. */
export class EntryCache<Key, Value> extends SlotTable<Key, Value> {
  protected misses = 0;
  protected evictions = 0;
  protected expirations = 0;
  protected oversizes = 0;
  protected max: number;
  protected maxBytes: number;
  protected readonly options: ParsedCacheOptions<Key, Value>;
  protected readonly order: EvictionOrder;
  /** A hit of a slot that has as many visits changes nothing more. Nothing has as many where every hit matters: with ttls, and with policies that are told. */
  protected touchLimit: number;
  protected readonly index: KeyIndex<Key> = new KeyIndex();
  protected readonly wholeIndex: IntMap = this.index.whole;
  protected readonly firstIndex: Map<Key, number> = this.index.first;
  /** Made with the first ttl. */
  protected expiry: Expiry | undefined;
  readonly #visitLimit: number;
  readonly #tellsHits: boolean;
  readonly #hash: ((key: Key) => number) | undefined;
  readonly #notices: EvictNotices<Key, Value>;
  /** When each slot is due for a refresh; only with `refreshAfterMs`. */
  #refreshAtMs: Float64Array = new Float64Array(0);

  constructor(options: ParsedCacheOptions<Key, Value>) {
    const { policy, max, maxBytes, weigh, onEvict, seed } = options;
    super(weigh !== undefined);
    this.max = max;
    this.maxBytes = maxBytes;
    this.options = options;
    this.order = policy.create(this, { seed });
    this.#visitLimit = policy.visitLimit;
    this.#tellsHits = this.order.hit !== undefined;
    this.touchLimit = this.#tellsHits ? alwaysTouch : policy.visitLimit;
    this.#hash = policy.needsHashes ? createKeyHash(seed) : undefined;
    this.#notices = new EvictNotices(onEvict);
  }

  /** Hot: everything a hit reads hangs on one object. See bench/cache-get-hit.bench.ts. */
  get(key: Key): Value | undefined {
    const slot = isWhole(key) ? this.wholeIndex.get(key) : this.firstIndex.get(key);
    if (slot === undefined) return this.getFromMore(key);
    if ((this.visits[slot] as number) < this.touchLimit && !this.touch(slot)) return undefined;
    this.hits++;
    return this.slotValues[slot];
  }

  peek(key: Key): Value | undefined {
    const slot = this.find(key);
    return slot === noSlot ? undefined : this.slotValues[slot];
  }

  has(key: Key): boolean {
    return this.find(key) !== noSlot;
  }

  *keys(): Generator<Key> {
    for (let slot = 0; slot < this.slotKeys.length; slot++)
      if (this.#isInUse(slot) && this.expiry?.hasExpired(slot) !== true) yield this.slotKeys[slot] as Key;
  }

  delete(key: Key): boolean {
    const slot = this.index.get(key);
    if (slot === undefined) return false;
    const hasExpired = this.expiry?.hasExpired(slot) === true;
    this.#remove(slot, hasExpired ? 'expired' : 'deleted');
    this.#notices.deliver();
    return !hasExpired;
  }

  clear(): void {
    if (this.#notices.isHeard) {
      for (let slot = 0; slot < this.slotKeys.length; slot++) {
        if (this.#isInUse(slot)) this.#notices.add(this.slotKeys[slot] as Key, this.valueAt(slot), 'deleted');
      }
    }
    this.expiry?.stop();
    this.expiry = undefined;
    this.index.clear();
    this.order.clear();
    this.clearSlots();
    this.#notices.deliver();
  }

  /** The slot of a live entry, counted as a hit; `noSlot`, counted as a miss. */
  protected hit(key: Key): number {
    const slot = this.index.get(key);
    if (slot === undefined) this.misses++;
    if (slot === undefined || !this.touch(slot)) return noSlot;
    this.hits++;
    return slot;
  }

  /** The slot of a live entry, not counted; `noSlot` without one. */
  protected find(key: Key): number {
    const slot = this.index.get(key);
    return slot === undefined || this.expiry?.hasExpired(slot) === true ? noSlot : slot;
  }

  protected valueAt(slot: number): Value {
    return this.slotValues[slot] as Value;
  }

  /** Notes a hit for the order of eviction. Returns false when the entry has expired: it is gone then, and a miss is counted. */
  protected touch(slot: number): boolean {
    if (this.expiry !== undefined && this.expiry.hasExpired(slot)) return this.#expire(slot);
    this.#noteVisit(slot);
    return true;
  }

  protected getFromMore(key: Key): Value | undefined {
    const slot = this.hit(key);
    return slot === noSlot ? undefined : this.slotValues[slot];
  }

  protected write(key: Key, value: Value, ttlMs: number): void {
    if (ttlMs !== Infinity) parseTtlMs(ttlMs);
    const weight = this.options.weigh === undefined ? 1 : this.#weigh(key, value);
    if (this.options.weigh !== undefined && weight > this.maxBytes) this.#refuse(key, value);
    else {
      const slot = this.#put(key, value, weight);
      if (ttlMs !== Infinity) this.expiry ??= this.#createExpiry();
      this.expiry?.schedule(slot, ttlMs);
      this.postponeRefresh(slot);
      if (this.#isOver()) this.#enforceLimits();
    }
    this.#notices.deliver();
  }

  protected setLimits(max: number, maxBytes: number): void {
    this.max = max;
    this.maxBytes = maxBytes;
    this.#enforceLimits();
    this.#notices.deliver();
  }

  /** Whether the entry is older than `refreshAfterMs`. */
  protected isDueForRefresh(slot: number): boolean {
    if (this.#refreshAtMs.length === 0) return false;
    const refreshAtMs = this.#refreshAtMs[slot] as number;
    return refreshAtMs <= this.options.time.recentMs && refreshAtMs <= this.options.time.exactMs();
  }

  /** Counts `refreshAfterMs` from now. */
  protected postponeRefresh(slot: number): void {
    const { refreshAfterMs, time } = this.options;
    if (refreshAfterMs !== Infinity) this.#refreshAtMs[slot] = time.exactMs() + refreshAfterMs;
  }

  protected override resizeColumns(count: number): void {
    super.resizeColumns(count);
    this.order.grow(count);
    this.expiry?.grow(count);
    if (this.options.refreshAfterMs !== Infinity) this.#refreshAtMs = resized(this.#refreshAtMs, count);
  }

  /** A free slot has no key, and where `undefined` is a key it is in another slot. */
  #isInUse(slot: number): boolean {
    return this.index.get(this.slotKeys[slot] as Key) === slot;
  }

  #noteVisit(slot: number): void {
    const count = this.visits[slot] as number;
    if (count < this.#visitLimit) this.visits[slot] = count + 1;
    if (this.#tellsHits) this.order.hit?.(slot);
  }

  #expire(slot: number): false {
    this.misses++;
    this.#remove(slot, 'expired');
    this.#notices.deliver();
    return false;
  }

  /** A value that alone is too heavy is not kept, and neither is the one it was to replace. */
  #refuse(key: Key, value: Value): void {
    const slot = this.index.get(key);
    if (slot !== undefined) this.#remove(slot, 'replaced');
    this.oversizes++;
    this.#notices.add(key, value, 'oversize');
  }

  #put(key: Key, value: Value, weight: number): number {
    const present = this.index.get(key);
    if (present !== undefined) return this.#replace(present, key, value, weight);
    // One slot more than may stay: an entry comes in before another leaves.
    const slot = this.takeSlot(key, value, weight, this.max + 1);
    if (this.#hash !== undefined) this.hashes[slot] = this.#hash(key);
    this.index.add(key, slot);
    this.order.insert(slot);
    return slot;
  }

  #replace(slot: number, key: Key, value: Value, weight: number): number {
    const old = this.valueAt(slot);
    const difference = weight - this.weightOf(slot);
    this.slotValues[slot] = value;
    if (difference !== 0) {
      this.reweighSlot(slot, weight);
      this.order.reweigh?.(slot, difference);
    }
    this.#noteVisit(slot);
    if (!Object.is(old, value)) this.#notices.add(key, old, 'replaced');
    return slot;
  }

  #weigh(key: Key, value: Value): number {
    const weight = this.options.weigh?.(value, key) ?? 1;
    if (Number.isSafeInteger(weight) && weight >= 0) return weight;
    throw memoryError('NSI_MEMORY_CACHE_WEIGHT', `expected \`weigh\` to return a whole number from 0, got ${String(weight)}`);
  }

  #enforceLimits(): void {
    this.expiry?.sweep();
    while (this.#isOver()) {
      this.evictions++;
      this.#release(this.order.evict(), 'size');
    }
  }

  #isOver(): boolean {
    return this.size > this.max || (this.options.weigh !== undefined && this.weight > this.maxBytes);
  }

  #remove(slot: number, reason: EvictReason): void {
    if (reason === 'expired') this.expirations++;
    this.order.remove(slot);
    this.#release(slot, reason);
  }

  /** Forgets an entry that its order has forgotten already. */
  #release(slot: number, reason: EvictReason): void {
    const key = this.slotKeys[slot] as Key;
    if (!this.index.delete(key)) {
      const { name } = this.options.policy;
      throw memoryError(
        'NSI_MEMORY_CACHE_POLICY',
        `expected \`evict\` of the policy \`${name}\` to return a slot in use, got ${String(slot)}`,
      );
    }
    this.#notices.add(key, this.valueAt(slot), reason);
    this.expiry?.cancel(slot);
    this.releaseSlot(slot);
  }

  #createExpiry(): Expiry {
    const expiry = new Expiry(
      this.options.time,
      (slot) => this.#remove(slot, 'expired'),
      () => this.#notices.deliver(),
    );
    expiry.grow(this.slotCount);
    this.touchLimit = alwaysTouch;
    return expiry;
  }
}
