/** Least recently used as one writes it on a Map, which remembers the order of insertion: the cache that programs have before they take one. */
export class MapLru<Key, Value> {
  readonly #kept: Map<Key, Value> = new Map();
  readonly #max: number;

  constructor(max: number) {
    this.#max = max;
  }

  get(key: Key): Value | undefined {
    const value = this.#kept.get(key);
    if (value === undefined) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, value);
    return value;
  }

  set(key: Key, value: Value): void {
    if (this.#kept.size >= this.#max) {
      const [oldest] = this.#kept.keys();
      if (oldest !== undefined) this.#kept.delete(oldest);
    }
    this.#kept.set(key, value);
  }
}
