import { isNsiError } from '@nsi/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createArrayPool } from './array-pool.ts';

const isCode = (code: `NSI_MEMORY_${string}`) => (error: unknown) => isNsiError(error, code);

test('cuts many arrays from one slab', () => {
  const pool = createArrayPool(Float32Array, { length: 10, count: 4 });
  const leases = Array.from({ length: 4 }, () => pool.acquire());

  expect(new Set(leases.map(({ value }) => value.buffer)).size).toBe(1);
  expect(leases.map(({ value }) => value.byteOffset)).toEqual([0, 40, 80, 120]);
  expect(leases.every(({ value }) => value.length === 10)).toBe(true);
  using _fifth = pool.acquire();
  expect(pool.stats()).toMatchObject({ slabCount: 2, bytes: 320, leasedCount: 5, idleCount: 3 });
});

test('never leases the same elements twice at a time', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.array(fc.option(fc.nat(30), { nil: undefined }), { maxLength: 120 }), (guard, steps) => {
      const pool = createArrayPool(Int16Array, { length: 3, count: 4, maxBytes: 100, guard });
      const held: { lease: ReturnType<typeof pool.acquire>; mark: number }[] = [];

      steps.forEach((release, mark) => {
        if (release === undefined || held.length === 0) {
          const lease = pool.acquire();
          lease.value.fill(mark);
          held.push({ lease, mark });
        } else held.splice(release % held.length, 1)[0]?.lease.release();
        for (const { lease, mark: expected } of held) expect([...lease.value]).toEqual([expected, expected, expected]);
      });

      expect(pool.stats().leasedCount).toBe(held.length);
      expect(pool.stats().bytes).toBeLessThanOrEqual(100);
    }),
  );
});

test('overwrites a released array when it guards, and leases zeros when it clears', () => {
  const pool = createArrayPool(Uint8Array, { length: 3, guard: true, clear: true });
  const lease = pool.acquire();
  const stale = lease.value;
  lease.release();

  expect([...stale]).toEqual([0xdb, 0xdb, 0xdb]);
  expect(() => lease.value).toThrow(expect.toSatisfy(isCode('NSI_MEMORY_POOL_RELEASED')));
  using next = pool.acquire();
  expect([...next.value]).toEqual([0, 0, 0]);
});

test('forgets a slab that somebody has transferred away', () => {
  const pool = createArrayPool(Float64Array, { length: 2, count: 3 });
  const lease = pool.acquire();
  structuredClone(lease.value.buffer, { transfer: [lease.value.buffer] });

  using other = pool.acquire();
  lease.release();

  expect(other.value).toHaveLength(2);
  expect(pool.stats()).toMatchObject({ lost: 1, slabCount: 1, leasedCount: 1, idleCount: 2 });
});

test('lets go of slabs without leases when it shrinks', () => {
  const pool = createArrayPool(Uint8Array, { length: 8, count: 2, maxBytes: 64 });
  const leases = Array.from({ length: 8 }, () => pool.acquire());
  expect(pool.stats().slabCount).toBe(4);
  for (const lease of leases.slice(0, 6)) lease.release();

  pool.shrink(0.25);

  expect(pool.stats()).toMatchObject({ slabCount: 1, maxBytes: 16, idleCount: 0 });
  pool.restore();
  expect(pool.stats().maxBytes).toBe(64);
});

test('allocates for one lease beyond its bound, and a second release does nothing', () => {
  const pool = createArrayPool(Uint8Array, { length: 8, count: 1, maxBytes: 8 });
  using _first = pool.acquire();
  const second = pool.acquire();

  second.release();
  second.release();

  expect(pool.stats()).toMatchObject({ overflowed: 1, leasedCount: 1, idleCount: 0 });
});

test('refuses options it cannot use, and leases no more after it was disposed', () => {
  for (const options of [{}, { length: 0 }, { length: 1, count: 0 }, { length: 1, slab: 1 }]) {
    expect(() => createArrayPool(Uint8Array, options as { length: number })).toThrow(expect.toSatisfy(isCode('NSI_MEMORY_POOL_OPTION')));
  }
  expect(() => createArrayPool(Array as unknown as Uint8ArrayConstructor, { length: 1 })).toThrow('expected a typed array constructor');
  const pool = createArrayPool(Uint8Array, { length: 1 });
  pool[Symbol.dispose]();
  expect(() => pool.acquire()).toThrow(expect.toSatisfy(isCode('NSI_MEMORY_POOL_RELEASED')));
});
