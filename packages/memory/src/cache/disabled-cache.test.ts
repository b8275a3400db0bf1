import { expect, test } from 'vitest';
import { createCache } from './create-cache.ts';
import { createDisabledCache } from './disabled-cache.ts';

test('keeps nothing, and loads every value anew', async () => {
  let loads = 0;
  const evicted: string[] = [];
  const cache = createDisabledCache<string, string>({
    max: 10,
    load: (key) => `${key} ${++loads}`,
    onEvict: (key) => evicted.push(key),
  });

  cache.set('a', 'x');

  expect([cache.get('a'), cache.has('a'), cache.size]).toEqual([undefined, false, 0]);
  expect([await cache.getOrLoad('a'), await cache.getOrLoad('a')]).toEqual(['a 1', 'a 2']);
  expect(evicted).toEqual(['a', 'a', 'a']);
});

test('stays empty when it is resized, and refuses what a cache refuses', () => {
  const cache = createDisabledCache<string, string>({ maxBytes: '1MiB' });
  cache.resize({ max: 100 });
  cache.restore();
  cache.set('a', 'x');

  expect(cache.size).toBe(0);
  expect(() => createDisabledCache({})).toThrow(expect.objectContaining({ code: 'NSI_MEMORY_CACHE_OPTION' }));
  expect(() => cache.resize({ max: -1 })).toThrow(expect.objectContaining({ code: 'NSI_MEMORY_CACHE_OPTION' }));
});

test('has the interface of a cache', () => {
  const names = (cache: object): readonly string[] =>
    Object.getOwnPropertyNames(Object.getPrototypeOf(Object.getPrototypeOf(cache) as object)).toSorted();

  const disabled = createDisabledCache({ max: 1 });

  expect(names(disabled)).toEqual(Object.getOwnPropertyNames(Object.getPrototypeOf(createCache({ max: 1 }))).toSorted());
});
