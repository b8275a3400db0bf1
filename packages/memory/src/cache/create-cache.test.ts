import { testStore } from '@nsi/core/testing';
import { describe, expect, test } from 'vitest';
import { ManualClock } from '@nsi/workbench/test';
import type { EvictReason } from './cache.ts';
import { createCache } from './create-cache.ts';
import { defineEvictionPolicy } from './eviction-policy.ts';
import { policyNames } from './policy-names.ts';

describe.each(policyNames)('%s', (policy) => {
  const clock = new ManualClock();
  testStore(
    {
      name: policy,
      create: () => createCache<string, string>({ max: 100, policy, clock }),
      advance: (milliseconds) => clock.advance(milliseconds),
    },
    { test, expect },
  );

  test('evicts nothing before it is full', () => {
    const cache = createCache<number, number>({ max: 1000, policy });

    for (let number = 0; number < 1000; number++) cache.set(number, number);

    expect(cache.stats()).toMatchObject({ size: 1000, evictions: 0 });
  });

  test('keeps what is asked for again and again through a scan of keys that are not', () => {
    const cache = createCache<number, number>({ max: 100, policy, seed: 1 });
    const hot = Array.from({ length: 20 }, (_, index) => index);
    for (let round = 0; round < 20; round++) for (const number of hot) if (cache.get(number) === undefined) cache.set(number, number);

    for (let number = 1000; number < 1000 + 10 * 100; number++) {
      cache.set(number, number);
      if (policy === 'lru') for (const hotNumber of hot) cache.get(hotNumber);
    }

    expect(hot.filter((number) => cache.has(number)).length).toBeGreaterThanOrEqual(18);
  });
});

describe('limits', () => {
  test('keeps a value that alone weighs more than the cache may out, and the one it was to replace', () => {
    const evicted: [string, string, EvictReason][] = [];
    const cache = createCache<string, string>({ maxBytes: 10, onEvict: (...entry) => evicted.push(entry) });
    cache.set('a', 'short');
    cache.set('b', 'tiny');

    cache.set('a', 'much too long to keep');

    expect([cache.get('a'), cache.get('b')]).toEqual([undefined, 'tiny']);
    expect(evicted).toEqual([
      ['a', 'short', 'replaced'],
      ['a', 'much too long to keep', 'oversize'],
    ]);
    expect(cache.stats()).toMatchObject({ size: 1, bytes: 4, oversizes: 1 });
  });

  test('counts text such as 1KiB and weighs buffers by their bytes', () => {
    const cache = createCache<number, Buffer>({ maxBytes: '1KiB' });

    for (let number = 0; number < 10; number++) cache.set(number, Buffer.alloc(256));

    expect(cache.stats()).toMatchObject({ size: 4, bytes: 1024, maxBytes: 1024 });
  });

  test('evicts at once when it is made smaller, and has room again when it is made larger', () => {
    const cache = createCache<number, number>({ max: 100 });
    for (let number = 0; number < 100; number++) cache.set(number, number);

    cache.resize({ max: 10 });
    expect(cache.size).toBe(10);

    cache.resize({ max: 200 });
    for (let number = 0; number < 200; number++) cache.set(number, number);
    expect(cache.size).toBe(200);
  });

  test('comes back to its configured size after pressure', () => {
    const cache = createCache<number, Buffer>({ max: 100, maxBytes: 6400 });
    const fill = (): void => {
      for (let number = 0; number < 100; number++) cache.set(number, Buffer.alloc(64));
    };
    fill();

    cache.shrink(0.25);
    expect(cache.stats()).toMatchObject({ size: 25, bytes: 1600, max: 25, maxBytes: 1600 });

    cache.restore();
    fill();
    expect(cache.stats()).toMatchObject({ size: 100, max: 100, maxBytes: 6400 });
  });

  test('keeps nothing after it is disposed', () => {
    const evicted: number[] = [];
    const cache = createCache<number, number>({ max: 10, onEvict: (key) => evicted.push(key) });
    cache.set(1, 1);

    cache[Symbol.dispose]();
    cache.set(2, 2);

    expect([cache.size, evicted]).toEqual([0, [1, 2]]);
  });
});

describe('onEvict', () => {
  test('is told why each value left', () => {
    const clock = new ManualClock();
    const reasons: string[] = [];
    const cache = createCache<string, number>({
      max: 2,
      policy: 'lru',
      clock,
      onEvict: (key, _value, reason) => reasons.push(`${key} ${reason}`),
    });
    cache.set('a', 1);
    cache.set('a', 1);
    cache.set('a', 2);
    cache.set('b', 1, { ttlMs: 10 });
    cache.set('c', 1);
    clock.advance(1000);
    cache.delete('c');
    cache.set('d', 1);

    cache.clear();

    expect(reasons).toEqual(['a replaced', 'a size', 'b expired', 'c deleted', 'd deleted']);
  });

  test('may call the cache', () => {
    const cache: ReturnType<typeof createCache<number, string>> = createCache<number, string>({
      max: 2,
      policy: 'lru',
      onEvict(key, _value, reason) {
        if (reason === 'size' && key < 100) cache.set(key + 100, 'spilled');
      },
    });

    for (let number = 0; number < 4; number++) cache.set(number, 'x');

    expect(cache.size).toBe(2);
  });

  test('leaves a whole cache behind when it throws, and is told the rest later', () => {
    const told: number[] = [];
    const cache = createCache<number, number>({
      max: 10,
      onEvict(key) {
        told.push(key);
        if (told.length === 1) throw new Error('not now');
      },
    });
    for (let number = 0; number < 10; number++) cache.set(number, number);

    expect(() => cache.resize({ max: 7 })).toThrow('not now');
    expect(cache.size).toBe(7);
    cache.set(100, 1);

    expect(told).toHaveLength(4);
  });
});

describe('keys', () => {
  test('may be deleted while they are walked, whatever they are', () => {
    const cache = createCache<number | string, number>({ max: 100 });
    for (let key = 0; key < 30; key++) cache.set(key % 2 === 0 ? key : `${key}`, key);

    for (const key of cache.keys()) cache.delete(key);

    expect(cache.stats().size).toBe(0);
  });

  test('are told apart as a Map tells them apart', () => {
    const object = {};
    const symbol = Symbol('key');
    const keys: unknown[] = [object, {}, symbol, Symbol.for('registered'), 1n, 1, '1', true, null, undefined, Number.NaN, () => 1, 1.5, -1];
    const cache = createCache<unknown, number>({ max: 100 });

    for (const [index, key] of keys.entries()) cache.set(key, index);

    expect(keys.map((key) => cache.get(key))).toEqual(keys.map((_, index) => index));
  });

  test('of undefined values are there', () => {
    const cache = createCache<string, undefined>({ max: 2 });
    cache.set('a', undefined);

    expect([cache.has('a'), cache.has('b')]).toEqual([true, false]);
    expect(cache.getOrLoad('a')).toBe(undefined);
  });
});

describe('options', () => {
  test.each([
    [{}, 'expected `max` or `maxBytes`'],
    [{ max: 0 }, 'a whole number from 1'],
    [{ max: 1.5 }, 'a whole number from 1'],
    [{ max: 1, ttlMs: 0 }, 'above 0'],
    [{ max: 1, ttlMs: Number.NaN }, 'number'],
    [{ max: 1, policy: 'arc' }, 's3-fifo'],
    [{ max: 1, policy: '__proto__' }, 's3-fifo'],
    [{ maxBytes: 'lots' }, '512MiB'],
    [{ max: 1, load: 5 }, 'a function'],
    [{ max: 1, maxAge: 5 }, 'unknown key'],
  ])('refuses %j', (options, message) => {
    expect(() => createCache(options as never)).toThrow(
      expect.objectContaining({ code: 'NSI_MEMORY_CACHE_OPTION', message: expect.stringContaining(message) }),
    );
  });

  test('refuses a ttl that is no time, a weight that is no size and a limit the cache was not made for', () => {
    const weighed = createCache<string, string>({ maxBytes: 10, weigh: () => Number.NaN });
    const counted = createCache<string, string>({ max: 10 });

    expect(() => weighed.set('a', 'b')).toThrow(expect.objectContaining({ code: 'NSI_MEMORY_CACHE_WEIGHT' }));
    expect(() => counted.set('a', 'b', { ttlMs: -1 })).toThrow(expect.objectContaining({ code: 'NSI_MEMORY_CACHE_OPTION' }));
    expect(() => counted.resize({ maxBytes: 10 })).toThrow(expect.objectContaining({ code: 'NSI_MEMORY_CACHE_OPTION' }));
    expect(() => counted.shrink(2)).toThrow(expect.objectContaining({ code: 'NSI_MEMORY_CACHE_OPTION' }));
    expect(weighed.size + counted.size).toBe(0);
  });
});

describe('a policy of your own', () => {
  test('decides who leaves', () => {
    const newestFirst = defineEvictionPolicy({
      name: 'newest-first',
      create() {
        const order = new Set<number>();
        return {
          grow() {},
          insert: (slot) => void order.add(slot),
          remove: (slot) => void order.delete(slot),
          evict() {
            const newest = [...order].at(-1) as number;
            order.delete(newest);
            return newest;
          },
          clear: () => order.clear(),
        };
      },
    });
    const cache = createCache<string, number>({ max: 2, policy: newestFirst });

    for (const key of ['a', 'b', 'c']) cache.set(key, 1);

    expect([...cache.keys()]).toEqual(['a', 'b']);
    expect(cache.stats().policy).toBe('newest-first');
  });

  test('that evicts nothing real is named in the error', () => {
    const broken = defineEvictionPolicy({
      name: 'broken',
      create: () => ({ grow() {}, insert() {}, remove() {}, evict: () => -1, clear() {} }),
    });
    const cache = createCache<string, number>({ max: 1, policy: broken });
    cache.set('a', 1);

    expect(() => cache.set('b', 1)).toThrow(
      expect.objectContaining({ code: 'NSI_MEMORY_CACHE_POLICY', message: expect.stringContaining('broken') }),
    );
  });
});
