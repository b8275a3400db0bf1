import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeOfAsync } from '@nsi/workbench/test';
import { collect, poolTasks, type PoolTasks } from '../../test/pool-module.ts';
import { createPool } from './create-pool.ts';
import type { Pool } from './pool.ts';

/** What callers do to a pool, each with what must come of it whatever the others do. */
const deeds: Readonly<Record<string, (pool: Pool<PoolTasks>) => Promise<boolean>>> = {
  'a result': async (pool) => (await pool.run('double', 2)) === 4,
  'an error': async (pool) => (await codeOfAsync(pool.run('onlyEven', 1))) === 'ODD',
  'an exit': async (pool) => (await codeOfAsync(pool.run('exit', 0))) === 'NSI_CPU_THREAD_EXIT',
  'an exit, again': async (pool) => (await codeOfAsync(pool.run('exit', 0, { retries: 1 }))) === 'NSI_CPU_THREAD_EXIT',
  'an abort that is heeded': async (pool) => (await codeOfAsync(pool.run('spin', undefined, { signal: AbortSignal.timeout(2) }))) === 23,
  'an abort that is not': async (pool) => (await codeOfAsync(pool.run('forever', undefined, { signal: AbortSignal.timeout(2) }))) === 23,
  'a timeout': async (pool) => (await codeOfAsync(pool.run('forever', undefined, { timeoutMs: 2 }))) === 'NSI_CPU_TASK_TIMEOUT',
  'a deadline': async (pool) => (await codeOfAsync(pool.run('spin', undefined, { deadline: Date.now() + 3 }))) === 'NSI_CPU_TASK_DEADLINE',
  'a map': async (pool) =>
    (
      await pool.map(
        'double',
        Array.from({ length: 100 }, (_, index) => index),
      )
    ).at(-1) === 198,
  'a map that loses a thread': async (pool) => {
    const items = Array.from({ length: 20 }, (_, value) => ({ at: 7, value }));
    const results = await pool.map('exitAt', items, { onError: 'settle' });
    return results.every(({ status }, index) => (status === 'rejected') === (index === 7));
  },
  'a stream': async (pool) => (await collect(pool.stream('count', 40))).length === 40,
  'a broadcast': async (pool) => (await pool.broadcast('double', 1)).every((value) => value === 2),
  'a loop': async (pool) => {
    const values = new Float64Array(new SharedArrayBuffer(400));
    await pool.for(50, 'square', { values });
    return values.every((value, index) => value === index * index);
  },
  'more threads': async (pool) => (pool.resize(3), true),
  'fewer threads': async (pool) => (pool.resize(1), true),
};

test('law: whatever tasks and callers do to each other, every call has its answer and the pool goes on', { timeout: 120_000 }, async () => {
  await using pool = createPool<PoolTasks>(poolTasks, { threads: 2, abortGraceMs: 2, idleMs: 20, maxTasksPerThread: 25 });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...Object.keys(deeds)), { minLength: 1, maxLength: 12 }), async (names) => {
      const held = await Promise.all(names.map((name) => deeds[name]!(pool)));
      expect(held).toEqual(names.map(() => true));
    }),
    // Shrinking would not find a race again.
    { numRuns: 12, endOnFailure: true },
  );

  expect(await pool.run('double', 3)).toBe(6);
  expect(pool.stats.waiting).toBe(0);
});
