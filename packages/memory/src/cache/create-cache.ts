import { parseCacheOptions } from './cache-options.ts';
import type { Cache, CacheOptions } from './cache.ts';
import { LoadingCache } from './loading-cache.ts';

/**
 * A cache of at most `max` entries or `maxBytes` bytes. Memory grows with what is in it, not with its limits. Expired entries are removed by a
 * timer that does not keep the process alive; disposing ends it and aborts loads.
 * Throws `NSI_MEMORY_CACHE_OPTION` when an option is unknown or out of range, and when there is no limit.
 * @example
 * ```ts
 * import { createCache } from '@nsi/memory';
 *
 * const users = createCache<number, { readonly name: string }>({
 *   max: 10_000,
 *   ttlMs: 60_000,
 *   load: async (id, { signal }) => (await fetch(`https://example.org/users/${id}`, { signal })).json(),
 * });
 * users.set(7, { name: 'Ada' });
 * const user = await users.getOrLoad(7);
 * ```
 */
export function createCache<Key, Value>(options: CacheOptions<Key, Value>): Cache<Key, Value> {
  return new LoadingCache(parseCacheOptions(options));
}
