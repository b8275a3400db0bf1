import { isNsiError } from '@nsi/core';
import { expect, test } from 'vitest';
import type { LeakReport } from './leak-watch.ts';
import { createObjectPool } from './object-pool.ts';

const isCode = (code: `NSI_MEMORY_${string}`) => (error: unknown) => isNsiError(error, code);

test('gives a released object out again, brought back to its first state', () => {
  const pool = createObjectPool({ create: () => ({ words: [] as string[] }), reset: (value) => void (value.words.length = 0) });
  const first = pool.acquire();
  const object = first.value;
  object.words.push('a');
  first.release();

  using second = pool.acquire();

  expect(second.value).toBe(object);
  expect(second.value.words).toEqual([]);
  expect(pool.stats()).toMatchObject({ acquired: 2, reused: 1, allocated: 1, leasedCount: 1, idleCount: 0 });
});

test('never gives one object to two at a time, however often it is released', () => {
  const pool = createObjectPool({ create: () => ({}) });
  const lease = pool.acquire();
  lease.release();
  lease.release();

  using one = pool.acquire();
  using two = pool.acquire();

  expect(one.value).not.toBe(two.value);
  expect(() => lease.value).toThrow(expect.toSatisfy(isCode('NSI_MEMORY_POOL_RELEASED')));
  expect(pool.stats().leasedCount).toBe(2);
});

test('keeps at most `max` idle objects, fewer while it is shrunk', () => {
  const pool = createObjectPool({ create: () => ({}), max: 4 });
  const releaseMany = (): void => Array.from({ length: 6 }, () => pool.acquire()).forEach((lease) => lease.release());

  releaseMany();
  expect(pool.stats().idleCount).toBe(4);
  pool.shrink(0.5);
  expect(pool.stats()).toMatchObject({ idleCount: 2, max: 2 });
  releaseMany();
  expect(pool.stats().idleCount).toBe(2);
  pool.restore();
  releaseMany();

  expect(pool.stats()).toMatchObject({ idleCount: 4, max: 4 });
});

test('drops an object whose reset throws, and passes the error on', () => {
  const pool = createObjectPool({
    create: () => ({}),
    reset: () => {
      throw new Error('stuck');
    },
  });
  const lease = pool.acquire();

  expect(() => lease.release()).toThrow('stuck');
  expect(pool.stats()).toMatchObject({ idleCount: 0, leasedCount: 0 });
});

test('keeps its counts when create throws', () => {
  const pool = createObjectPool({
    create: (): object => {
      throw new Error('no');
    },
  });

  expect(() => pool.acquire()).toThrow('no');
  expect(pool.stats()).toMatchObject({ leasedCount: 0, acquired: 0 });
});

test('reports a lease that was lost', async () => {
  const reports: LeakReport[] = [];
  const pool = createObjectPool({ create: () => ({}), name: 'parsers', leakSampleEvery: 1, onLeak: (report) => reports.push(report) });
  (function forgets() {
    pool.acquire();
  })();

  for (let turn = 0; turn < 200 && reports.length === 0; turn++) {
    globalThis.gc?.();
    await new Promise(setImmediate);
  }

  expect(reports).toMatchObject([{ pool: 'parsers', bytes: 0 }]);
  expect(reports[0]?.stack).toContain('forgets');
  expect(pool.stats()).toMatchObject({ leaked: 1, leasedCount: 0 });
});

test('leases no more after it was disposed', () => {
  const pool = createObjectPool({ create: () => ({}) });
  const lease = pool.acquire();
  pool[Symbol.dispose]();
  lease.release();

  expect(pool.stats().idleCount).toBe(0);
  expect(() => pool.acquire()).toThrow(expect.toSatisfy(isCode('NSI_MEMORY_POOL_RELEASED')));
});

test('refuses options it cannot use', () => {
  for (const options of [{}, { create: 1 }, { create: () => 1, max: -1 }, { create: () => 1, reset: 'x' }, { create: () => 1, size: 1 }]) {
    expect(() => createObjectPool(options as { create: () => number })).toThrow(expect.toSatisfy(isCode('NSI_MEMORY_POOL_OPTION')));
  }
});
