// V8 refuses to enlarge a Map whose table has 2^24 places ("Map maximum size exceeded"), and it enlarges rather than cleans
// when less than half of the places are deleted keys. A Map that never holds more than half is cleaned instead, for ever.
const maxKeysPerMap = 2 ** 23;

/** Slot of every key, for more keys than one Map can hold: a chain of Maps that are each kept where churn is harmless. One Map, and no cost, up to 8 million keys. */
export class KeyIndex<Key> {
  /** Holds every key while there are few; asked first. */
  readonly first: Map<Key, number> = new Map();
  #more: Map<Key, number>[] = [];
  readonly #maxKeysPerMap: number;

  constructor(maxKeys: number = maxKeysPerMap) {
    this.#maxKeysPerMap = maxKeys;
  }

  get(key: Key): number | undefined {
    return this.first.get(key) ?? this.getFromMore(key);
  }

  /** The slot of a key that is not in `first`. */
  getFromMore(key: Key): number | undefined {
    for (let index = 0; index < this.#more.length; index++) {
      const slot = this.#more[index]?.get(key);
      if (slot !== undefined) return slot;
    }
    return undefined;
  }

  /** Adds a key that is not there yet. */
  add(key: Key, slot: number): void {
    if (this.first.size < this.#maxKeysPerMap) this.first.set(key, slot);
    else this.#roomyMap().set(key, slot);
  }

  /** Whether the key was there. */
  delete(key: Key): boolean {
    return this.first.delete(key) || this.#more.some((map) => map.delete(key));
  }

  clear(): void {
    this.first.clear();
    this.#more = [];
  }

  *keys(): Generator<Key> {
    yield* this.first.keys();
    for (const map of this.#more) yield* map.keys();
  }

  #roomyMap(): Map<Key, number> {
    const roomy = this.#more.find((map) => map.size < this.#maxKeysPerMap);
    if (roomy) return roomy;
    const map = new Map<Key, number>();
    this.#more.push(map);
    return map;
  }
}
