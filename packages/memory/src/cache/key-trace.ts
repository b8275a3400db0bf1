import { memoryError } from '../errors.ts';
import { KeyIndex } from './key-index.ts';

/** A trace is kept in memory, 4 bytes a request. */
const maxRequests = 500_000_000;

/** A sequence of keys, each replaced by a number from 0 in the order of first sight: what every simulation of it reads. */
export class KeyTrace {
  #ids: Int32Array = new Int32Array(1024);
  #length = 0;
  #distinct = 0;
  readonly #index: KeyIndex<unknown> = new KeyIndex();

  get ids(): Int32Array {
    return this.#ids.subarray(0, this.#length);
  }

  /** How many different keys there are. */
  get distinct(): number {
    return this.#distinct;
  }

  /** Throws `NSI_MEMORY_CACHE_TRACE` beyond 500 million requests. */
  add(key: unknown): void {
    let id = this.#index.get(key);
    if (id === undefined) this.#index.add(key, (id = this.#distinct++));
    if (this.#length === this.#ids.length) this.#grow();
    this.#ids[this.#length++] = id;
  }

  #grow(): void {
    if (this.#length >= maxRequests) {
      throw memoryError('NSI_MEMORY_CACHE_TRACE', `expected a trace of at most ${maxRequests} requests, got more`, {
        hint: 'Simulate a part of it: every nth key by hash gives nearly the same curve at an nth of the capacity.',
      });
    }
    const ids = new Int32Array(Math.min(this.#length * 2, maxRequests));
    ids.set(this.#ids);
    this.#ids = ids;
  }
}
