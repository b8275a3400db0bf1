/** A result that is kept. Times in milliseconds of the clock; `Infinity` without a ttl. */
export interface Kept {
  readonly value: unknown;
  readonly freshUntilMs: number;
  readonly staleUntilMs: number;
}

/** A small bounded map: the entry that was used longest ago leaves when a new one finds no room. */
export class ResultShelf {
  readonly #max: number;
  readonly #entries: Map<unknown, Kept> = new Map();

  constructor(max: number) {
    this.#max = max;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: unknown): Kept | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    // A Map keeps the order of insertion: what was used last stands last.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry;
  }

  set(key: unknown, entry: Kept): void {
    this.#entries.delete(key);
    if (this.#entries.size >= this.#max) this.#entries.delete(this.#entries.keys().next().value);
    this.#entries.set(key, entry);
  }

  delete(key: unknown): boolean {
    return this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }
}
