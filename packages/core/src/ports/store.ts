/** What one call of `set` may be told about the entry it writes. */
export interface StoreSetOptions {
  /** Milliseconds from now until the entry expires. Left out: the store's default. */
  readonly ttlMs?: number;
}

/** A place for values under string keys, in this process or in a server. Implementations pass `testStore` of `@nsi/core/testing`. */
export interface Store<Value> {
  /** Value for `key`, or `undefined` when there is none or it has expired. */
  get(key: string): Value | undefined | Promise<Value | undefined>;
  /**
   * Keeps `value` under `key` in place of what was there; the ttl starts again. A promise it returns settles when the entry can be read.
   */
  set(key: string, value: Value, options?: StoreSetOptions): unknown;
  has(key: string): boolean | Promise<boolean>;
  /** Whether there was an entry to delete. */
  delete(key: string): boolean | Promise<boolean>;
  /** Deletes every entry. */
  clear(): unknown;
}
