import { describe, expect, test } from 'vitest';
import { ManualClock } from '@nsi/workbench/test';
import type { CacheOptions, LoadContext } from './cache.ts';
import { createCache } from './create-cache.ts';

/** A loader whose loads end when the test says so. */
function createHeldLoader() {
  const calls: { readonly key: string; readonly context: LoadContext<string>; resolve(value: string): void; reject(error: Error): void }[] =
    [];
  const load = (key: string, context: LoadContext<string>): Promise<string> => {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    calls.push({ key, context, resolve, reject });
    return promise;
  };
  return { calls, load };
}

function createLoadingCache(options: Partial<CacheOptions<string, string>> = {}) {
  const loader = createHeldLoader();
  return { ...loader, cache: createCache<string, string>({ max: 10, load: loader.load, ...options }) };
}

describe('getOrLoad', () => {
  test('gives the value at once on a hit and a promise on a miss', async () => {
    const { cache, calls } = createLoadingCache();
    const missed = cache.getOrLoad('a');
    expect(missed).toBeInstanceOf(Promise);
    calls[0]?.resolve('loaded');

    expect(await missed).toBe('loaded');
    expect(cache.getOrLoad('a')).toBe('loaded');
  });

  test('loads once for all who ask meanwhile', async () => {
    const { cache, calls } = createLoadingCache();
    const waiting = Array.from({ length: 200 }, async () => cache.getOrLoad('a'));
    calls[0]?.resolve('loaded');

    expect(new Set(await Promise.all(waiting))).toEqual(new Set(['loaded']));
    expect(calls).toHaveLength(1);
    expect(cache.stats()).toMatchObject({ loads: 1, loadsInFlight: 0, misses: 200 });
  });

  test('hands a failure to all who wait, keeps none, and tries again', async () => {
    const { cache, calls } = createLoadingCache();
    const first = cache.getOrLoad('a');
    const second = cache.getOrLoad('a');
    const failure = new Error('database is down');
    calls[0]?.reject(failure);

    expect(await Promise.allSettled([first, second])).toEqual([
      { status: 'rejected', reason: failure },
      { status: 'rejected', reason: failure },
    ]);
    expect(cache.has('a')).toBe(false);
    const again = cache.getOrLoad('a');
    calls[1]?.resolve('up');
    expect(await again).toBe('up');
    expect(cache.stats()).toMatchObject({ loads: 2, loadFailures: 1 });
  });

  test('rejects when the loader throws before it returns a promise', async () => {
    const cache = createCache<string, string>({
      max: 1,
      load() {
        throw new Error('at once');
      },
    });

    await expect(cache.getOrLoad('a')).rejects.toThrow('at once');
    expect(cache.stats().loadsInFlight).toBe(0);
  });

  test('takes a loader that returns a plain value, and one given with the call', async () => {
    const cache = createCache<string, string>({ max: 5, load: (key) => key.toUpperCase() });

    expect(await cache.getOrLoad('a')).toBe('A');
    expect(await cache.getOrLoad('b', { load: (key) => `${key}!` })).toBe('b!');
  });

  test('throws without a loader', () => {
    const cache = createCache<string, string>({ max: 5 });

    expect(() => cache.getOrLoad('a')).toThrow(expect.objectContaining({ code: 'NSI_MEMORY_CACHE_LOADER' }));
  });
});

describe('aborting', () => {
  test('rejects only the caller that aborts while others wait', async () => {
    const { cache, calls } = createLoadingCache();
    const [one, other] = [new AbortController(), new AbortController()];
    const leaving = cache.getOrLoad('a', { signal: one.signal });
    const staying = cache.getOrLoad('a', { signal: other.signal });
    const patient = cache.getOrLoad('a');

    one.abort(new Error('gave up'));
    await expect(leaving).rejects.toThrow('gave up');
    other.abort(new Error('gave up too'));
    await expect(staying).rejects.toThrow('gave up too');

    expect(calls[0]?.context.signal.aborted).toBe(false);
    calls[0]?.resolve('loaded');
    expect(await patient).toBe('loaded');
    expect(cache.get('a')).toBe('loaded');
  });

  test('reaches the loader when the last who waits aborts; what it gives then is not kept', async () => {
    const { cache, calls } = createLoadingCache();
    const [one, other] = [new AbortController(), new AbortController()];
    const first = cache.getOrLoad('a', { signal: one.signal });
    const second = cache.getOrLoad('a', { signal: other.signal });

    one.abort();
    expect(calls[0]?.context.signal.aborted).toBe(false);
    const reason = new Error('nobody left');
    other.abort(reason);

    expect(calls[0]?.context.signal).toMatchObject({ aborted: true, reason });
    await Promise.allSettled([first, second]);
    calls[0]?.resolve('too late');
    await Promise.resolve();
    expect([cache.has('a'), cache.stats().loadsInFlight]).toEqual([false, 0]);
  });

  test('ends the wait for a loader that hangs, and the next caller starts another', async () => {
    const { cache, calls } = createLoadingCache();
    const impatient = cache.getOrLoad('a', { signal: AbortSignal.timeout(1) });

    await expect(impatient).rejects.toMatchObject({ name: 'TimeoutError' });
    const next = cache.getOrLoad('a');
    calls[1]?.resolve('second');
    expect(await next).toBe('second');
  });

  test('rejects a caller whose signal is aborted already, but serves a hit', async () => {
    const { cache } = createLoadingCache();
    cache.set('hit', 'there');
    const signal = AbortSignal.abort(new Error('before'));

    expect(cache.getOrLoad('hit', { signal })).toBe('there');
    await expect(cache.getOrLoad('miss', { signal })).rejects.toThrow('before');
  });

  test('leaves no listener on a signal that outlives the call', async () => {
    const { cache, calls } = createLoadingCache();
    const signal = AbortSignal.any([]);
    let listeners = 0;
    signal.addEventListener = () => void listeners++;
    signal.removeEventListener = () => void listeners--;
    const waiting = cache.getOrLoad('a', { signal });
    calls[0]?.resolve('x');
    await waiting;
    await Promise.resolve();

    expect(listeners).toBe(0);
  });

  test('is not what eviction does', async () => {
    const { cache, calls } = createLoadingCache({ max: 1 });
    const waiting = cache.getOrLoad('a');
    for (let number = 0; number < 50; number++) cache.set(`other ${number}`, 'x');
    cache.shrink(0);

    expect(calls[0]?.context.signal.aborted).toBe(false);
    calls[0]?.resolve('loaded');
    expect(await waiting).toBe('loaded');
  });

  test('is what disposing does', async () => {
    const { cache, calls } = createLoadingCache();
    const waiting = cache.getOrLoad('a');
    cache[Symbol.dispose]();

    expect(calls[0]?.context.signal).toMatchObject({ aborted: true, reason: { code: 'NSI_MEMORY_CACHE_DISPOSED' } });
    calls[0]?.resolve('late');
    expect([await waiting, cache.size]).toEqual(['late', 0]);
  });
});

describe('a key that is written while it loads', () => {
  test.each([
    ['set', (cache: ReturnType<typeof createLoadingCache>['cache']) => cache.set('a', 'newer'), 'newer'],
    ['delete', (cache: ReturnType<typeof createLoadingCache>['cache']) => void cache.delete('a'), undefined],
    ['clear', (cache: ReturnType<typeof createLoadingCache>['cache']) => cache.clear(), undefined],
  ])('by %s keeps what was written last', async (_name, write, expected) => {
    const { cache, calls } = createLoadingCache();
    const waiting = cache.getOrLoad('a');
    write(cache);
    calls[0]?.resolve('older');

    expect(await waiting).toBe('older');
    expect(cache.get('a')).toBe(expected);
  });
});

describe('refreshAfterMs', () => {
  test('serves the old value at once and loads the new one behind it, once', async () => {
    const clock = new ManualClock();
    const { cache, calls } = createLoadingCache({ clock, refreshAfterMs: 100, ttlMs: 1000 });
    cache.set('a', 'old');
    expect(cache.getOrLoad('a')).toBe('old');
    clock.advance(100);

    expect([cache.getOrLoad('a'), cache.getOrLoad('a')]).toEqual(['old', 'old']);
    expect(calls).toHaveLength(1);
    expect(calls[0]?.context.stale).toBe('old');
    calls[0]?.resolve('new');
    await new Promise((resolve) => setImmediate(resolve));

    expect(cache.getOrLoad('a')).toBe('new');
    expect(cache.stats()).toMatchObject({ refreshes: 1, loads: 1 });
  });

  test('keeps the old value when the refresh fails, and tries again after as long', async () => {
    const clock = new ManualClock();
    const { cache, calls } = createLoadingCache({ clock, refreshAfterMs: 100 });
    cache.set('a', 'old');
    clock.advance(100);
    void cache.getOrLoad('a');
    calls[0]?.reject(new Error('down'));
    await new Promise((resolve) => setImmediate(resolve));

    expect(cache.getOrLoad('a')).toBe('old');
    expect(calls).toHaveLength(1);
    clock.advance(100);
    expect(cache.getOrLoad('a')).toBe('old');
    expect(calls).toHaveLength(2);
    expect(cache.stats()).toMatchObject({ loadFailures: 1, refreshes: 2 });
  });
});

describe('ttl', () => {
  test('of a loaded value is the cache’s, or what the loader asks for', async () => {
    const clock = new ManualClock();
    const cache = createCache<string, string>({
      max: 5,
      clock,
      ttlMs: 1000,
      load(key, { keepFor }) {
        if (key === 'brief') keepFor(10);
        return key;
      },
    });
    await cache.getOrLoad('brief');
    await cache.getOrLoad('usual');
    clock.advance(500);

    expect([cache.has('brief'), cache.has('usual')]).toEqual([false, true]);
  });

  test('frees the entry and the timer though nobody asks', () => {
    const clock = new ManualClock();
    const expired: string[] = [];
    const cache = createCache<string, string>({ max: 5, clock, ttlMs: 60_000, onEvict: (key) => expired.push(key) });
    cache.set('a', 'x');
    cache.set('forever', 'x', { ttlMs: Infinity });
    expect(clock.waiting).toBe(1);

    clock.advance(61_000);

    expect([expired, cache.size, clock.waiting]).toEqual([['a'], 1, 0]);
  });
});

describe('getMany', () => {
  const byUpperCase = (keys: readonly string[]): Map<string, string> =>
    new Map(keys.filter((key) => key !== 'none').map((key) => [key, key.toUpperCase()]));

  test('is answered at once when all are there', () => {
    const cache = createCache<string, string>({ max: 5, loadMany: byUpperCase });
    cache.set('a', '1');
    cache.set('b', '2');

    expect(cache.getMany(['b', 'a', 'b'])).toEqual(
      new Map([
        ['b', '2'],
        ['a', '1'],
      ]),
    );
  });

  test('loads in one call what is neither there nor on its way, and leaves out what has no value', async () => {
    const calls: (readonly string[])[] = [];
    const held = Promise.withResolvers<void>();
    const cache = createCache<string, string>({
      max: 9,
      async loadMany(keys) {
        calls.push(keys);
        await held.promise;
        return byUpperCase(keys);
      },
    });
    cache.set('there', 'yes');
    const first = cache.getMany(['a', 'b']);
    const second = cache.getMany(['there', 'b', 'c', 'none']);
    const single = cache.getOrLoad('c');
    held.resolve();

    expect(Object.fromEntries(await second)).toEqual({ there: 'yes', b: 'B', c: 'C' });
    expect(Object.fromEntries(await first)).toEqual({ a: 'A', b: 'B' });
    expect(await single).toBe('C');
    expect(calls).toEqual([
      ['a', 'b'],
      ['c', 'none'],
    ]);
    expect([...cache.keys()].toSorted()).toEqual(['a', 'b', 'c', 'there']);
  });

  test('loads key by key without loadMany, and only looks without any loader', async () => {
    const single = createCache<string, string>({ max: 5, load: (key) => key.toUpperCase() });
    const none = createCache<string, string>({ max: 5 });
    none.set('a', 'x');

    expect(Object.fromEntries(await single.getMany(['a', 'b']))).toEqual({ a: 'A', b: 'B' });
    expect(none.getMany(['a', 'b'])).toEqual(new Map([['a', 'x']]));
  });

  test('gives a caller who waits for a key that was left out a clear error', async () => {
    const cache = createCache<string, string>({ max: 5, loadMany: byUpperCase });

    await expect(cache.getOrLoad('none')).rejects.toMatchObject({ code: 'NSI_MEMORY_CACHE_NOT_LOADED' });
    expect(await cache.getOrLoad('a')).toBe('A');
  });

  test('refuses a loader that returns no Map', async () => {
    const cache = createCache<string, string>({ max: 5, loadMany: (() => ['A']) as never });

    await expect(cache.getMany(['a'])).rejects.toMatchObject({ code: 'NSI_MEMORY_CACHE_LOADER' });
  });

  test('aborts the one call when nobody waits for any of its keys', async () => {
    const signals: AbortSignal[] = [];
    const cache = createCache<string, string>({
      max: 5,
      loadMany(_keys, { signal }) {
        signals.push(signal);
        return Promise.withResolvers<Map<string, string>>().promise;
      },
    });
    const [one, other] = [new AbortController(), new AbortController()];
    const both = cache.getMany(['a', 'b'], { signal: one.signal });
    const second = cache.getMany(['b'], { signal: other.signal });

    one.abort();
    await expect(both).rejects.toMatchObject({ name: 'AbortError' });
    expect(signals[0]?.aborted).toBe(false);
    other.abort();
    await expect(second).rejects.toMatchObject({ name: 'AbortError' });

    expect(signals).toHaveLength(1);
    expect(signals[0]?.aborted).toBe(true);
  });
});
