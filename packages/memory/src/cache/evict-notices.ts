import type { EvictReason } from './cache.ts';

interface EvictNotice<Key, Value> {
  readonly key: Key;
  readonly value: Value;
  readonly reason: EvictReason;
}

/** Values that left, until the cache is whole again and `onEvict` may be told: it is free to call the cache. */
export class EvictNotices<Key, Value> {
  #waiting: EvictNotice<Key, Value>[] = [];
  readonly #onEvict: ((key: Key, value: Value, reason: EvictReason) => void) | undefined;

  constructor(onEvict: ((key: Key, value: Value, reason: EvictReason) => void) | undefined) {
    this.#onEvict = onEvict;
  }

  /** Whether anybody wants to know. */
  get isHeard(): boolean {
    return this.#onEvict !== undefined;
  }

  add(key: Key, value: Value, reason: EvictReason): void {
    if (this.#onEvict !== undefined) this.#waiting.push({ key, value, reason });
  }

  /** Tells `onEvict` of each, in order. When it throws, the error goes to the caller and the rest is told next time. */
  deliver(): void {
    if (this.#onEvict === undefined || this.#waiting.length === 0) return;
    const notices = this.#waiting;
    let delivered = 0;
    this.#waiting = [];
    try {
      for (const { key, value, reason } of notices) {
        delivered++;
        this.#onEvict(key, value, reason);
      }
    } finally {
      if (delivered < notices.length) this.#waiting = [...notices.slice(delivered), ...this.#waiting];
    }
  }
}
