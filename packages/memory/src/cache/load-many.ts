import { memoryError } from '../errors.ts';
import type { Load, LoadContext, LoadMany } from './cache.ts';

/** Calls a loader of many and makes sure that it gave a Map. */
export async function callLoadMany<Key, Value>(
  loadMany: LoadMany<Key, Value>,
  keys: readonly Key[],
  context: Pick<LoadContext<Value>, 'signal'>,
): Promise<ReadonlyMap<Key, Value>> {
  const loaded: unknown = await loadMany(keys, context);
  if (loaded instanceof Map) return loaded as ReadonlyMap<Key, Value>;
  throw memoryError('NSI_MEMORY_CACHE_LOADER', `expected \`loadMany\` to return a Map from key to value, got ${typeof loaded}`);
}

/** A loader of one key by a loader of many. */
export function oneOf<Key, Value>(loadMany: LoadMany<Key, Value>): Load<Key, Value> {
  return async (key, context) => {
    const loaded = await callLoadMany(loadMany, [key], context);
    if (loaded.has(key)) return loaded.get(key) as Value;
    throw notLoaded(key);
  };
}

/** The error of a caller who waits for a key that `loadMany` left out. */
export function notLoaded(key: unknown): Error {
  return memoryError('NSI_MEMORY_CACHE_NOT_LOADED', `expected \`loadMany\` to give every key a value, got none for ${String(key)}`);
}
