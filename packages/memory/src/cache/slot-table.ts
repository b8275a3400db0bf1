import { resized } from './column.ts';
import type { CacheSlots } from './eviction-policy.ts';

const firstCount = 16;

/** The entries of a cache in parallel columns: no object per entry. Columns double as the cache fills, and never reach further than `maxCount`. */
export class SlotTable<Key, Value> implements CacheSlots {
  size = 0;
  weight = 0;
  hits = 0;
  keys: (Key | undefined)[] = [];
  values: (Value | undefined)[] = [];
  visits: Uint8Array = new Uint8Array(0);
  hashes: Int32Array = new Int32Array(0);
  /** Slots there is room for in the typed columns, here and in everything that `onGrow` grows. */
  count = 0;
  #weights: Float64Array = new Float64Array(0);
  #free: number[] = [];
  readonly #isWeighed: boolean;
  readonly #onGrow: (count: number) => void;

  constructor(isWeighed: boolean, onGrow: (count: number) => void) {
    this.#isWeighed = isWeighed;
    this.#onGrow = onGrow;
  }

  weightOf(slot: number): number {
    return this.#isWeighed ? (this.#weights[slot] as number) : 1;
  }

  /** A slot for a new entry. `maxCount` is what the cache may ever need at once. */
  take(key: Key, value: Value, weight: number, maxCount: number): number {
    const slot = this.#free.pop() ?? this.#append(maxCount);
    this.keys[slot] = key;
    this.values[slot] = value;
    this.visits[slot] = 0;
    if (this.#isWeighed) this.#weights[slot] = weight;
    this.size++;
    this.weight += weight;
    return slot;
  }

  release(slot: number): void {
    this.size--;
    this.weight -= this.weightOf(slot);
    this.keys[slot] = undefined;
    this.values[slot] = undefined;
    this.#free.push(slot);
  }

  reweigh(slot: number, weight: number): void {
    this.weight += weight - this.weightOf(slot);
    if (this.#isWeighed) this.#weights[slot] = weight;
  }

  clear(): void {
    this.size = 0;
    this.weight = 0;
    this.keys = [];
    this.values = [];
    this.#free = [];
    this.#setCount(0);
  }

  #append(maxCount: number): number {
    const slot = this.keys.length;
    if (slot === this.count) this.#setCount(Math.max(firstCount, Math.min(this.count * 2, maxCount)));
    this.keys.push(undefined);
    this.values.push(undefined);
    return slot;
  }

  #setCount(count: number): void {
    this.count = count;
    this.visits = resized(this.visits, count);
    this.hashes = resized(this.hashes, count);
    if (this.#isWeighed) this.#weights = resized(this.#weights, count);
    this.#onGrow(count);
  }
}
