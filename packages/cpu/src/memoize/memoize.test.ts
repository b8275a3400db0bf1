import type { Store } from '@nsi/core/ports';
import { expect, expectTypeOf, test, vi } from 'vitest';
import { ManualClock } from '@nsi/workbench/test';
import { createGates, settled } from '../../test/gates.ts';
import { memoize, type Memoized, type StoredResult } from './memoize.ts';

/** A store that only a promise gives access to, and that can be told to fail. */
class MapStore<Value> implements Store<Value> {
  readonly entries: Map<string, { readonly value: Value; readonly ttlMs: number | undefined }> = new Map();
  isDown = false;

  async get(key: string): Promise<Value | undefined> {
    this.#check();
    // As a server would give it: a copy without anything that JSON cannot say.
    return structuredClone(this.entries.get(key)?.value);
  }

  async set(key: string, value: Value, { ttlMs }: { readonly ttlMs?: number } = {}): Promise<void> {
    this.#check();
    this.entries.set(key, { value: structuredClone(value), ttlMs });
  }

  async has(key: string): Promise<boolean> {
    return this.entries.has(key);
  }

  async delete(key: string): Promise<boolean> {
    return this.entries.delete(key);
  }

  async clear(): Promise<void> {
    this.entries.clear();
  }

  #check(): void {
    if (this.isDown) throw new Error('no connection');
  }
}

test('calls once for equal arguments, and keeps the types', () => {
  const run = vi.fn((shape: { readonly width: number }, scale: number) => shape.width * scale);
  const memoized = memoize(run);

  expectTypeOf(memoized).toEqualTypeOf<Memoized<[shape: { readonly width: number }, scale: number], number>>();
  expect([memoized({ width: 2 }, 3), memoized({ width: 2 }, 3), memoized({ width: 3 }, 2)]).toEqual([6, 6, 6]);
  expect(run).toHaveBeenCalledTimes(2);
  expect(memoized.stats).toMatchObject({ hits: 1, calls: 2 });
});

test('calls at the same time share one', async () => {
  const gates = createGates<string>();
  const memoized = memoize((name: string) => gates.task(name)());

  const both = [memoized('a'), memoized('a')];
  gates.finish('a');

  expectTypeOf(both[0]!).toEqualTypeOf<Promise<string>>();
  expect(await Promise.all(both)).toEqual(['a', 'a']);
  expect(await memoized('a')).toBe('a');
  expect(gates.started).toEqual(['a']);
  expect(memoized.stats).toMatchObject({ shared: 1, hits: 1, calls: 1 });
});

test('a failure reaches all who wait, and is not remembered', async () => {
  const gates = createGates<string>();
  const memoized = memoize((name: string) => gates.task(name)());
  const both = Promise.allSettled([memoized('a'), memoized('a')]);

  gates.fail('a', 'fault');

  expect(await both).toEqual([
    { status: 'rejected', reason: 'fault' },
    { status: 'rejected', reason: 'fault' },
  ]);
  const again = memoized('a');
  gates.finish('a');
  expect(await again).toBe('a');
  let isFirst = true;
  const throwing = memoize(() => {
    if (!isFirst) return 1;
    isFirst = false;
    throw new Error('fault');
  });
  expect(() => throwing()).toThrow('fault');
  expect(throwing()).toBe(1);
});

test('a result is fresh for its ttl', () => {
  const clock = new ManualClock();
  let calls = 0;
  const memoized = memoize(() => ++calls, { ttlMs: 100, clock });

  const seen = [memoized()];
  clock.advance(99);
  seen.push(memoized());
  clock.advance(1);
  seen.push(memoized());

  expect(seen).toEqual([1, 1, 2]);
});

test('a stale result is given while it is made anew, once', async () => {
  const clock = new ManualClock();
  const gates = createGates<number>();
  let calls = 0;
  const memoized = memoize(() => gates.task(++calls)(), { ttlMs: 100, staleMs: 50, clock });
  const first = memoized();
  gates.finish(1);
  await first;
  await settled();
  clock.advance(100);

  expect(await Promise.all([memoized(), memoized()])).toEqual([1, 1]);
  await settled();
  expect(gates.started).toEqual([1, 2]);
  expect(await memoized()).toBe(1);
  gates.finish(2);
  await settled();
  expect(await memoized()).toBe(2);
  expect(memoized.stats).toMatchObject({ staleHits: 3, calls: 2 });
});

test('a refresh that fails leaves the stale result until its end', async () => {
  const clock = new ManualClock();
  let calls = 0;
  const memoized = memoize(
    async () => {
      if (++calls === 2) throw new Error('fault');
      return calls;
    },
    { ttlMs: 100, staleMs: 50, clock },
  );
  await memoized();
  await settled();
  clock.advance(120);

  expect(await memoized()).toBe(1);
  await settled();
  clock.advance(30);
  expect(await memoized()).toBe(3);
  expect(memoized.stats.failures).toBe(1);
});

test('a stale value of a function without promises is made anew after the call', async () => {
  const clock = new ManualClock();
  let calls = 0;
  const memoized = memoize(() => ++calls, { ttlMs: 100, staleMs: 100, clock });
  memoized();
  clock.advance(100);

  expect(memoized()).toBe(1);
  await settled();
  await settled();
  expect(memoized()).toBe(2);
});

test('keeps no more than its bound, and drops what was used longest ago', () => {
  const calls: number[] = [];
  const memoized = memoize((value: number) => calls.push(value), { max: 2 });

  for (const value of [1, 2, 1, 3, 1, 2]) memoized(value);

  expect(calls).toEqual([1, 2, 3, 2]);
});

test('a key of your own decides what is equal', () => {
  let calls = 0;
  const memoized = memoize((_row: { readonly id: number; readonly seen: number }) => ++calls, { key: (row) => row.id });

  expect([memoized({ id: 1, seen: 1 }), memoized({ id: 1, seen: 2 }), memoized({ id: 2, seen: 2 })]).toEqual([1, 1, 2]);
});

test('what is forgotten is made anew, even if it was on its way', async () => {
  const gates = createGates<string>();
  const memoized = memoize((name: string) => gates.task(name)());
  const early = memoized('a');

  memoized.forget('a');
  gates.finish('a');
  await early;
  await settled();
  const late = memoized('a');
  gates.finish('a');
  await late;
  memoized.clear();
  const last = memoized('a');
  gates.finish('a');
  await last;

  expect(gates.started).toEqual(['a', 'a', 'a']);
});

test('a store keeps the results, under keys that other processes find', async () => {
  const store = new MapStore<StoredResult<number>>();
  const clock = new ManualClock();
  const area = (shape: { readonly width: number }): number => shape.width ** 2;
  const memoized = memoize(area, { store, ttlMs: 100, staleMs: 50, clock });
  const elsewhere = memoize(area, { store, ttlMs: 100, staleMs: 50, clock });

  const result = memoized({ width: 3 });
  expectTypeOf(result).toEqualTypeOf<Promise<number>>();
  expect(await result).toBe(9);
  expect(await elsewhere({ width: 3 })).toBe(9);

  expect(elsewhere.stats).toMatchObject({ hits: 1, calls: 0 });
  expect([...store.entries]).toEqual([['area:[{"width":3,},]', { value: { value: 9, freshUntilMs: clock.now() + 100 }, ttlMs: 150 }]]);
  clock.advance(120);
  expect(await memoized({ width: 3 })).toBe(9);
  await settled();
  expect(memoized.stats).toMatchObject({ staleHits: 1, calls: 2 });
  await memoized.forget({ width: 3 });
  expect(store.entries.size).toBe(0);
});

test('calls through a store share one on its way', async () => {
  const gates = createGates<string>();
  const memoized = memoize((name: string) => gates.task(name)(), { store: new MapStore() });

  const both = Promise.all([memoized('a'), memoized('a')]);
  await settled();
  gates.finish('a');

  expect(await both).toEqual(['a', 'a']);
  expect(gates.started).toEqual(['a']);
});

test('a store that is down costs a call, not an answer', async () => {
  const store = new MapStore<StoredResult<number>>();
  store.isDown = true;
  let calls = 0;
  const memoized = memoize(() => ++calls, { store });

  expect([await memoized(), await memoized()]).toEqual([1, 2]);
  expect(memoized.stats).toMatchObject({ calls: 2, storeFailures: 4 });
  const naming = memoize((_value: unknown) => 1, { store });
  await expect(naming(() => 1)).rejects.toMatchObject({ code: 'NSI_CPU_MEMOIZE_KEY' });
});

test.each([[{ ttlMs: 0 }], [{ max: 0 }], [{ staleMs: -1 }], [{ ttl: 5 }]])('refuses the options %o', (options) => {
  expect(() => memoize(() => 1, options as object)).toThrow(expect.objectContaining({ code: 'NSI_CPU_OPTION' }));
});
