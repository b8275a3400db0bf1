import { IntMap } from '../structure/int-map.ts';

// V8 refuses to enlarge a Map whose table has 2^24 places ("Map maximum size exceeded"), and it enlarges rather than cleans
// when less than half of the places are deleted keys. A Map that never holds more than half is cleaned instead, for ever.
const maxKeysPerMap = 2 ** 23;

/**
 * Slot of every key. Whole numbers of 32 bits are in a flat table, which is read in half the time of a Map; the others, more of them than one Map
 * can hold, in a chain of Maps that are each kept where churn is harmless: one Map, and no cost, up to 8 million keys.
 */
export class KeyIndex<Key> {
  /** Asked first for keys that `isWhole`. */
  readonly whole: IntMap = new IntMap({ values: 'int32' });
  /** Holds every other key while there are few; asked first for those. */
  readonly first: Map<Key, number> = new Map();
  #more: Map<Key, number>[] = [];
  readonly #maxKeysPerMap: number;

  constructor(maxKeys: number = maxKeysPerMap) {
    this.#maxKeysPerMap = maxKeys;
  }

  get(key: Key): number | undefined {
    if (isWhole(key)) return this.whole.get(key);
    return this.first.get(key) ?? this.getFromMore(key);
  }

  /** The slot of a key that is neither in `whole` nor in `first`. */
  getFromMore(key: Key): number | undefined {
    for (let index = 0; index < this.#more.length; index++) {
      const slot = this.#more[index]?.get(key);
      if (slot !== undefined) return slot;
    }
    return undefined;
  }

  /** Adds a key that is not there yet. */
  add(key: Key, slot: number): void {
    if (isWhole(key)) this.whole.set(key, slot);
    else if (this.first.size < this.#maxKeysPerMap) this.first.set(key, slot);
    else this.#roomyMap().set(key, slot);
  }

  /** Whether the key was there. */
  delete(key: Key): boolean {
    if (isWhole(key)) return this.whole.delete(key);
    return this.first.delete(key) || this.#more.some((map) => map.delete(key));
  }

  clear(): void {
    this.whole.clear();
    this.first.clear();
    this.#more = [];
  }

  #roomyMap(): Map<Key, number> {
    const roomy = this.#more.find((map) => map.size < this.#maxKeysPerMap);
    if (roomy) return roomy;
    const map = new Map<Key, number>();
    this.#more.push(map);
    return map;
  }
}

/** Whether `key` is a whole number of 32 bits, as an `IntMap` holds. −0 is 0, for a Map too. */
export function isWhole(key: unknown): key is number {
  return typeof key === 'number' && (key | 0) === key;
}
