import { parseCacheLimits, parseCacheOptions } from './cache-options.ts';
import type { Cache, CacheLimits, CacheOptions } from './cache.ts';
import { LoadingCache } from './loading-cache.ts';

/** The plain twin of a cache: the same interface and promises, but it never keeps anything, so every value is made anew. What is set is evicted at once. */
export function createDisabledCache<Key, Value>(options: CacheOptions<Key, Value>): Cache<Key, Value> {
  return new DisabledCache({ ...parseCacheOptions(options), max: 0 });
}

class DisabledCache<Key, Value> extends LoadingCache<Key, Value> {
  override resize(limits: CacheLimits): void {
    parseCacheLimits(limits);
  }
}
