import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeOf } from '@nsi/workbench/test';
import { createArena } from './arena.ts';

test('gives ordinary typed arrays of zeros in shared memory', () => {
  using arena = createArena();

  const array = arena.f32(1000);

  expect(array).toBeInstanceOf(Float32Array);
  expect(array.buffer).toBe(arena.memory.buffer);
  expect(array.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(array.every((value) => value === 0)).toBe(true);
});

test('clears memory that is used again', () => {
  using arena = createArena();
  const first = arena.u8(500).fill(7);
  arena.free(first);

  const second = arena.u8(500);

  expect(second.byteOffset).toBe(first.byteOffset);
  expect(second.every((value) => value === 0)).toBe(true);
});

test('never gives two living arrays the same bytes, and knows how many it gave', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat(5000), fc.constant('free' as const)), { maxLength: 60 }), fc.nat(), (steps, seed) => {
      using arena = createArena({ initialBytes: 65_536, maxBytes: 2 ** 20 });
      const living: Uint8Array[] = [];
      for (const [index, step] of steps.entries()) {
        if (step === 'free') {
          const [victim] = living.splice((seed + index) % Math.max(1, living.length), 1);
          if (victim) arena.free(victim);
        } else {
          const array = arena.u8(step);
          living.push(array.fill(living.length + 1));
        }
      }

      const ordered = living.toSorted((a, b) => a.byteOffset - b.byteOffset);
      for (const [index, array] of ordered.entries()) {
        expect(new Set(array).size).toBeLessThanOrEqual(1);
        expect(array.byteOffset % 64).toBe(0);
        const next = ordered[index + 1]?.byteOffset ?? Infinity;
        expect(array.byteOffset + array.byteLength).toBeLessThanOrEqual(next);
      }
      const needed = living.reduce((sum, { length }) => sum + Math.max(64, Math.ceil(length / 64) * 64), 0);
      expect(arena.stats.used).toBe(needed);
      expect(arena.stats.peak).toBeGreaterThanOrEqual(needed);
    }),
    { numRuns: 100 },
  );
});

test('frees what a scope made at the end of its block', () => {
  using arena = createArena();
  const kept = arena.from(Int32Array.of(1, -2, 3));
  const before = arena.stats.used;
  {
    using scope = arena.scope();
    scope.f64(1000);
    expect([...scope.from(Uint16Array.of(5, 6))]).toEqual([5, 6]);
    expect(arena.stats.used).toBeGreaterThan(before);
  }

  expect(arena.stats.used).toBe(before);
  expect([...kept]).toEqual([1, -2, 3]);
});

test('grows to its bound and then says what is left', () => {
  using arena = createArena({ initialBytes: 0, maxBytes: 2 ** 20 });
  const early = arena.f64(10).fill(1.5);

  arena.u8(900_000);

  expect(codeOf(() => arena.u8(200_000))).toBe('NSI_CPU_ARENA_EXHAUSTED');
  expect(arena.u8(50_000).length).toBe(50_000);
  expect(early[9]).toBe(1.5);
});

test('owns its arrays and parts of them, before and after it grew', () => {
  using arena = createArena({ initialBytes: 65_536, maxBytes: 2 ** 22 });
  const early = arena.f32(100);
  const late = arena.f32(500_000);

  expect([early, early.subarray(10, 20), late].map((view) => arena.owns(view))).toEqual([true, true, true]);
  expect(arena.owns(new Float32Array(4))).toBe(false);
});

test('refuses what it did not make, what was freed, and what is used after the end', () => {
  const arena = createArena();
  const array = arena.f32(10);
  expect(codeOf(() => arena.free(new Float32Array(3)))).toBe('NSI_CPU_ARENA_VIEW');
  expect(codeOf(() => arena.free(array.subarray(2)))).toBe('NSI_CPU_ARENA_VIEW');
  arena.free(array);
  expect(codeOf(() => arena.free(array))).toBe('NSI_CPU_ARENA_VIEW');
  expect(codeOf(() => arena.f32(-1))).toBe('NSI_CPU_ARENA_OPTION');
  expect(codeOf(() => arena.f32(1.5))).toBe('NSI_CPU_ARENA_OPTION');
  arena[Symbol.dispose]();
  expect(codeOf(() => arena.f32(1))).toBe('NSI_CPU_ARENA_DISPOSED');
});

test('refuses sizes that no arena can have', () => {
  for (const options of [
    { maxBytes: 1000 },
    { maxBytes: 2 ** 33 },
    { maxBytes: Number.NaN },
    { initialBytes: 2 ** 21, maxBytes: 2 ** 20 },
  ]) {
    expect(codeOf(() => createArena(options))).toBe('NSI_CPU_ARENA_OPTION');
  }
});
