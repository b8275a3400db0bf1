import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOfAsync } from '@nsi/workbench/test';
import { createGate, poolTasks, started, type PoolTasks } from '../../test/pool-module.ts';
import { createPool } from './create-pool.ts';
import type { Pool } from './pool.ts';

let pool: Pool<PoolTasks>;
beforeAll(() => {
  pool = createPool<PoolTasks>(poolTasks, { threads: 2, abortGraceMs: 60_000 });
});
afterAll(() => pool[Symbol.asyncDispose]());

const sharedFloats = (length: number): Float64Array => new Float64Array(new SharedArrayBuffer(length * 8));

test('law: every index is done once, whatever the grain', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 5000 }),
      fc.oneof(fc.constant('auto' as const), fc.integer({ min: 1, max: 6000 })),
      fc.constantFrom('square' as const, 'squareLater' as const),
      async (length, grain, task) => {
        const values = sharedFloats(length);
        await pool.for(length, task, { values }, { grain });
        expect(values.every((value, index) => value === index * index)).toBe(true);
      },
    ),
    { numRuns: 50 },
  );
});

test('loops that run at the same time keep apart', async () => {
  const all = Array.from({ length: 40 }, (_, index) => sharedFloats(index * 10));
  await Promise.all(all.map((values) => pool.for(values.length, 'square', { values })));

  expect(all.every((values) => values.every((value, index) => value === index * index))).toBe(true);
});

test('an error in one range ends the loop', async () => {
  expect(await codeOfAsync(pool.for(1000, 'failAt', { at: 700 }))).toBe('at 700');
  expect(await codeOfAsync(pool.for(1000, 'failAt', { at: 2000 }))).toBe(undefined);
});

test('an abort ends it', async () => {
  const controller = new AbortController();
  const spinning = codeOfAsync(pool.for(4, 'spin', undefined, { signal: controller.signal }));
  controller.abort(new Error('enough'));

  expect(await spinning).toBe('enough');
  expect(await codeOfAsync(pool.for(4, 'spin', undefined, { signal: controller.signal }))).toBe('enough');
  expect(await pool.run('double', 1)).toBe(2);
});

test('a thread that is taken is not waited for: the others do its part', async () => {
  const gate = createGate();
  const { begun, onProgress } = started();
  const holding = pool.run('hold', gate.words, { onProgress });
  await begun;
  const values = sharedFloats(1000);
  await pool.for(1000, 'square', { values });

  expect(values[999]).toBe(999 * 999);
  gate.open();
  await holding;
});

test('refuses lengths and grains it cannot use', async () => {
  expect(await codeOfAsync(pool.for(-1, 'square', undefined))).toBe('NSI_CPU_POOL_OPTION');
  expect(await codeOfAsync(pool.for(2 ** 31, 'square', undefined))).toBe('NSI_CPU_POOL_OPTION');
  expect(await codeOfAsync(pool.for(5, 'square', undefined, { grain: 0 }))).toBe('NSI_CPU_POOL_OPTION');
});
