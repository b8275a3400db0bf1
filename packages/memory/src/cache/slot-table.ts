import { resized } from './column.ts';
import type { CacheSlots } from './eviction-policy.ts';

const firstCount = 16;

/**
 * The entries of a cache in parallel columns: no object per entry. Columns double as the cache fills, and never reach further than it may need.
 * Base of the cache itself, so that a hit finds everything in one object: see docs/decisions/memory-cache-layout.md.
 */
export class SlotTable<Key, Value> implements CacheSlots {
  size = 0;
  weight = 0;
  hits = 0;
  visits: Uint8Array = new Uint8Array(0);
  hashes: Int32Array = new Int32Array(0);
  protected readonly slotKeys: (Key | undefined)[] = [];
  protected readonly slotValues: (Value | undefined)[] = [];
  /** Slots that the typed columns have room for. */
  protected slotCount = 0;
  readonly #isWeighed: boolean;
  #weights: Float64Array = new Float64Array(0);
  readonly #free: number[] = [];

  constructor(isWeighed: boolean) {
    this.#isWeighed = isWeighed;
  }

  weightOf(slot: number): number {
    return this.#isWeighed ? (this.#weights[slot] as number) : 1;
  }

  /** A slot for a new entry. `maxCount` is what the cache may ever need at once. */
  protected takeSlot(key: Key, value: Value, weight: number, maxCount: number): number {
    const slot = this.#free.pop() ?? this.#append(maxCount);
    this.slotKeys[slot] = key;
    this.slotValues[slot] = value;
    this.visits[slot] = 0;
    if (this.#isWeighed) this.#weights[slot] = weight;
    this.size++;
    this.weight += weight;
    return slot;
  }

  protected releaseSlot(slot: number): void {
    this.size--;
    this.weight -= this.weightOf(slot);
    this.slotKeys[slot] = undefined;
    this.slotValues[slot] = undefined;
    this.#free.push(slot);
  }

  protected reweighSlot(slot: number, weight: number): void {
    this.weight += weight - this.weightOf(slot);
    if (this.#isWeighed) this.#weights[slot] = weight;
  }

  protected clearSlots(): void {
    this.size = 0;
    this.weight = 0;
    this.slotKeys.length = 0;
    this.slotValues.length = 0;
    this.#free.length = 0;
    this.resizeColumns(0);
  }

  /** Makes room for `count` slots. Whoever keeps columns of its own resizes them too. */
  protected resizeColumns(count: number): void {
    this.slotCount = count;
    this.visits = resized(this.visits, count);
    this.hashes = resized(this.hashes, count);
    if (this.#isWeighed) this.#weights = resized(this.#weights, count);
  }

  #append(maxCount: number): number {
    const slot = this.slotKeys.length;
    if (slot === this.slotCount) this.resizeColumns(Math.max(firstCount, Math.min(this.slotCount * 2, maxCount)));
    this.slotKeys.push(undefined);
    this.slotValues.push(undefined);
    return slot;
  }
}
