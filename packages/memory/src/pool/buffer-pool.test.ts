import { isNsiError, type Labels, type Metric, type Recorder } from '@nsi/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBufferPool } from './buffer-pool.ts';
import type { LeakReport } from './leak-watch.ts';
import type { PoolBacking } from './pool-memory.ts';
import { createPlainBufferPool } from './plain-buffer-pool.ts';

const kib = 1024;
const isCode = (code: `NSI_MEMORY_${string}`) => (error: unknown) => isNsiError(error, code);
const backings: readonly PoolBacking[] = ['heap', 'shared', 'wasm'];

test.each(backings)('gives the same memory back after release (%s)', (backing) => {
  const pool = createBufferPool({ backing, guard: false });
  const first = pool.acquire(5000);
  first.bytes[0] = 42;
  const { buffer, byteOffset } = first.bytes;
  first.release();

  using second = pool.acquire(4500);

  expect(second.bytes.buffer).toBe(buffer);
  expect(second.byteOffset).toBe(byteOffset);
  expect(second.bytes).toHaveLength(4500);
  expect(second.bytes[0]).toBe(42);
  expect(pool.stats()).toMatchObject({ acquired: 2, reused: 1, allocated: 1, leasedCount: 1 });
});

test.each(backings)('never leases the same bytes twice at a time (%s)', (backing) => {
  fc.assert(
    fc.property(fc.boolean(), fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 20_000 })), { maxLength: 80 }), (guard, steps) => {
      const pool = createBufferPool({ backing, guard, maxBytes: 2 ** 22 });
      const held: { lease: ReturnType<typeof pool.acquire>; mark: number }[] = [];

      steps.forEach(([isAcquire, size], mark) => {
        if (isAcquire || held.length === 0) {
          const lease = pool.acquire(size);
          lease.bytes.fill(mark);
          held.push({ lease, mark });
        } else held.splice(size % held.length, 1)[0]?.lease.release();
        for (const { lease, mark: expected } of held) expect(lease.bytes.every((byte) => byte === expected)).toBe(true);
        expect(pool.stats().leasedCount).toBe(held.length);
        expect(pool.stats().idleBytes + pool.stats().leasedBytes).toBeLessThanOrEqual(2 ** 22);
      });
    }),
    { numRuns: 30 },
  );
});

test('shows a lease as any typed array, and refuses one that does not fit', () => {
  const pool = createBufferPool();
  using lease = pool.acquire(4000);

  lease.as(Float32Array, 1000)[999] = 1.5;

  expect(lease.as(Float32Array)).toHaveLength(1000);
  expect(lease.as(Float64Array)).toHaveLength(500);
  expect(lease.bytes.readFloatLE(3996)).toBe(1.5);
  expect(() => lease.as(Float32Array, 1001)).toThrow(expect.toSatisfy(isCode('NSI_MEMORY_POOL_VIEW')));
  expect(() => lease.as(Uint8Array, -1)).toThrow(expect.toSatisfy(isCode('NSI_MEMORY_POOL_VIEW')));
});

test('throws when a lease is used after release, and ignores a second release', () => {
  const pool = createBufferPool();
  const lease = pool.acquire(100);

  lease.release();
  lease.release();

  expect(lease.isReleased).toBe(true);
  expect(() => lease.bytes).toThrow(expect.toSatisfy(isCode('NSI_MEMORY_POOL_RELEASED')));
  expect(() => lease.as(Uint8Array)).toThrow(expect.toSatisfy(isCode('NSI_MEMORY_POOL_RELEASED')));
  expect(() => lease.byteOffset).toThrow(expect.toSatisfy(isCode('NSI_MEMORY_POOL_RELEASED')));
  expect(pool.stats()).toMatchObject({ leasedCount: 0, idleCount: 1 });
  using one = pool.acquire(100);
  using two = pool.acquire(100);
  expect(one.bytes.buffer).not.toBe(two.bytes.buffer);
});

test('detaches views of a released heap buffer, so that a stale one cannot touch the next lease', () => {
  const pool = createBufferPool({ guard: true });
  const lease = pool.acquire(2000);
  const stale = lease.as(Uint32Array);
  lease.release();

  using next = pool.acquire(2000);
  next.bytes.fill(7);

  expect(stale).toHaveLength(0);
  expect(() => stale.set([1])).toThrow(TypeError);
  expect(() => stale.fill(1)).toThrow(TypeError);
  expect(next.bytes.every((byte) => byte === 7)).toBe(true);
});

test.each(['shared', 'wasm'] as const)('overwrites a released buffer that cannot be detached (%s)', (backing) => {
  const pool = createBufferPool({ guard: true, backing });
  const lease = pool.acquire(2000);
  const stale = lease.bytes.fill(1);

  lease.release();

  expect(stale.every((byte) => byte === 0xdb)).toBe(true);
});

test.each(backings)('leases zeros when it clears (%s)', (backing) => {
  const pool = createBufferPool({ backing, clear: true, guard: false });

  for (let round = 0; round < 3; round++) {
    using lease = pool.acquire(3000);
    expect(lease.bytes.every((byte) => byte === 0)).toBe(true);
    lease.bytes.fill(9);
  }
});

test('allocates for one lease what would exceed its bound, and keeps none of it', () => {
  const pool = createBufferPool({ maxBytes: 8 * kib });
  const leases = Array.from({ length: 4 }, () => pool.acquire(4 * kib));

  expect(pool.stats()).toMatchObject({ allocated: 2, overflowed: 2, leasedCount: 4 });
  for (const lease of leases) lease.release();

  expect(pool.stats()).toMatchObject({ idleCount: 2, idleBytes: 8 * kib, leasedBytes: 0 });
});

test('gives idle buffers of other sizes up before it exceeds its bound', () => {
  const pool = createBufferPool({ maxBytes: '64KiB' });
  for (const lease of Array.from({ length: 8 }, () => pool.acquire(8 * kib))) lease.release();

  using lease = pool.acquire(32 * kib);

  expect(lease.byteLength).toBe(32 * kib);
  expect(pool.stats()).toMatchObject({ overflowed: 0, idleBytes: 32 * kib });
});

test('works as plain allocation when it may keep nothing', () => {
  const pool = createBufferPool({ maxBytes: 0 });

  for (let round = 0; round < 3; round++) pool.acquire(100).release();

  expect(pool.stats()).toMatchObject({ overflowed: 3, idleCount: 0 });
});

test('drops a buffer that somebody has transferred away', () => {
  const pool = createBufferPool({ guard: false });
  const lease = pool.acquire(4096);
  structuredClone(lease.bytes.buffer, { transfer: [lease.bytes.buffer as ArrayBuffer] });

  lease.release();

  expect(pool.stats()).toMatchObject({ lost: 1, idleCount: 0, idleBytes: 0 });
  using next = pool.acquire(4096);
  expect(next.bytes).toHaveLength(4096);
});

test('gives idle memory back in steps and keeps to the lower bound until it is restored', () => {
  const pool = createBufferPool({ maxBytes: 64 * kib });
  const leases = Array.from({ length: 16 }, () => pool.acquire(4 * kib));
  for (const lease of leases.slice(0, 8)) lease.release();

  pool.shrink(0.75);
  expect(pool.stats()).toMatchObject({ maxBytes: 48 * kib, idleBytes: 16 * kib });
  pool.shrink(0.25);
  expect(pool.stats()).toMatchObject({ maxBytes: 16 * kib, idleBytes: 0 });
  for (const lease of leases.slice(8)) lease.release();
  expect(pool.stats()).toMatchObject({ idleBytes: 16 * kib, leasedBytes: 0 });
  pool.restore();

  expect(pool.stats().maxBytes).toBe(64 * kib);
  for (const ratio of [-0.1, 1.1, Number.NaN])
    expect(() => pool.shrink(ratio)).toThrow(expect.toSatisfy(isCode('NSI_MEMORY_PRESSURE_OPTION')));
});

test('hands memory back to the system when it is drained', () => {
  const pool = createBufferPool({ maxBytes: '256MiB', guard: false });
  for (const lease of Array.from({ length: 8 }, () => pool.acquire(8 * 2 ** 20))) {
    lease.bytes.fill(1);
    lease.release();
  }
  const before = process.memoryUsage.rss();

  pool.drain();

  expect(before - process.memoryUsage.rss()).toBeGreaterThan(32 * 2 ** 20);
  expect(pool.stats()).toMatchObject({ idleCount: 0, idleBytes: 0 });
});

test('serves WebAssembly from one memory that never grows', () => {
  const pool = createBufferPool({ backing: 'wasm', maxBytes: 4 * 64 * kib });
  const leases = Array.from({ length: 4 }, () => pool.acquire(64 * kib));

  expect(pool.memory?.buffer.byteLength).toBe(4 * 64 * kib);
  expect(leases.map(({ byteOffset }) => byteOffset)).toEqual([0, 1, 2, 3].map((index) => index * 64 * kib));
  expect(() => pool.acquire(1)).toThrow(expect.toSatisfy(isCode('NSI_MEMORY_POOL_FULL')));
  leases[1]?.release();
  using small = pool.acquire(1);
  expect(small.byteOffset).toBe(64 * kib);
});

test('takes a WebAssembly memory apart anew when nothing is leased', () => {
  const pool = createBufferPool({ backing: 'wasm', maxBytes: 4 * 64 * kib });
  for (const lease of Array.from({ length: 4 }, () => pool.acquire(64 * kib))) lease.release();

  using whole = pool.acquire(4 * 64 * kib);

  expect(whole.bytes).toHaveLength(4 * 64 * kib);
  expect(whole.byteOffset).toBe(0);
});

test('reports a lease that was lost, with the place that acquired it', async () => {
  const reports: LeakReport[] = [];
  const pool = createBufferPool({ name: 'tiles', leakSampleEvery: 1, onLeak: (report) => reports.push(report) });
  function forgetsToRelease(): number {
    return pool.acquire(5000).bytes.length;
  }

  forgetsToRelease();
  for (let turn = 0; turn < 200 && reports.length === 0; turn++) {
    globalThis.gc?.();
    await new Promise(setImmediate);
  }

  expect(reports).toEqual([{ pool: 'tiles', bytes: 5120, isPooled: true, stack: expect.stringMatching(/^at forgetsToRelease/) as string }]);
  expect(pool.stats()).toMatchObject({ leaked: 1, leasedCount: 0, leasedBytes: 0 });
});

test('reports nothing for leases that were released', async () => {
  const reports: LeakReport[] = [];
  const pool = createBufferPool({ leakSampleEvery: 1, onLeak: (report) => reports.push(report) });

  for (let index = 0; index < 100; index++) pool.acquire(100).release();
  for (let turn = 0; turn < 5; turn++) {
    globalThis.gc?.();
    await new Promise(setImmediate);
  }

  expect(reports).toEqual([]);
});

test('tells its recorder what it holds and did', () => {
  const seen = new Map<string, number>();
  const keyOf = ({ name }: Metric, labels: Labels = {}): string => [name, ...Object.values(labels)].join(' ');
  const recorder: Recorder = {
    count: (metric, amount = 1, labels) => void seen.set(keyOf(metric, labels), (seen.get(keyOf(metric, labels)) ?? 0) + amount),
    gauge: (metric, value, labels) => void seen.set(keyOf(metric, labels), value),
    observe() {},
  };
  const pool = createBufferPool({ name: 'tiles', recorder });

  for (let index = 0; index < 100; index++) pool.acquire(1024).release();
  pool.stats();

  expect(Object.fromEntries(seen)).toMatchObject({
    'nsi_memory_pool_leases_total tiles reused': 99,
    'nsi_memory_pool_leases_total tiles allocated': 1,
    'nsi_memory_pool_bytes tiles idle': 1024,
    'nsi_memory_pool_bytes tiles leased': 0,
  });
});

test('frees what comes back after it was disposed, and leases no more', () => {
  const pool = createBufferPool();
  const lease = pool.acquire(1024);

  pool[Symbol.dispose]();
  lease.release();

  expect(pool.stats()).toMatchObject({ idleCount: 0, leasedCount: 0 });
  expect(() => pool.acquire(1)).toThrow(expect.toSatisfy(isCode('NSI_MEMORY_POOL_RELEASED')));
});

test.each([-1, 1.5, Number.NaN, 2 ** 40, '5' as unknown as number])('refuses to lease %s bytes', (bytes) => {
  expect(() => createBufferPool().acquire(bytes)).toThrow(expect.toSatisfy(isCode('NSI_MEMORY_POOL_OPTION')));
});

test('leases nothing at all', () => {
  using lease = createBufferPool().acquire(0);

  expect(lease.bytes).toHaveLength(0);
});

test('refuses options it does not know or cannot use', () => {
  for (const options of [
    { maxByte: 1 },
    { maxBytes: -1 },
    { backing: 'disk' },
    { leakSampleEvery: 0.5 },
    { onLeak: 1 },
    { backing: 'wasm', maxBytes: 2 ** 33 },
  ]) {
    expect(() => createBufferPool(options as object)).toThrow(expect.toSatisfy(isCode('NSI_MEMORY_POOL_OPTION')));
  }
});

test('has a plain twin with the same interface', () => {
  const pool = createPlainBufferPool({ name: 'plain' });
  const lease = pool.acquire(3000);

  expect(lease.bytes).toEqual(Buffer.alloc(3000));
  expect(lease.as(Float32Array, 10)).toHaveLength(10);
  expect(pool.stats()).toMatchObject({ name: 'plain', leasedBytes: 3000, overflowed: 1 });
  lease.release();
  expect(() => lease.bytes).toThrow(expect.toSatisfy(isCode('NSI_MEMORY_POOL_RELEASED')));
  expect(() => pool.acquire(-1)).toThrow(expect.toSatisfy(isCode('NSI_MEMORY_POOL_OPTION')));
});
