import { afterAll, beforeAll, expect, expectTypeOf, test } from 'vitest';
import { codeOfAsync } from '@nsi/workbench/test';
import { collect, poolTasks, type PoolTasks } from '../../test/pool-module.ts';
import { createPool } from './create-pool.ts';
import type { Pool } from './pool.ts';

let pool: Pool<PoolTasks>;
beforeAll(() => {
  pool = createPool<PoolTasks>(poolTasks, { threads: 1, abortGraceMs: 60_000 });
});
afterAll(() => pool[Symbol.asyncDispose]());

test.each(['count', 'countLater'] as const)('gives what the generator yields, in order: %s', async (task) => {
  const stream = pool.stream(task, 100);

  expectTypeOf(stream).toEqualTypeOf<AsyncIterable<number>>();
  expect(await collect(stream)).toEqual(Array.from({ length: 100 }, (_, index) => index));
});

test('the generator is at most 16 chunks ahead of its consumer', async () => {
  const made = new Int32Array(new SharedArrayBuffer(4));
  let consumed = 0;
  let furthest = 0;
  for await (const value of pool.stream('produce', { made, to: 500 })) {
    expect(value).toBe(consumed++);
    await new Promise((resolve) => setImmediate(resolve));
    furthest = Math.max(furthest, Atomics.load(made, 0) - consumed);
  }

  expect(consumed).toBe(500);
  expect(furthest).toBeLessThanOrEqual(17);
});

test('an error comes behind the chunks before it', async () => {
  const seen: number[] = [];
  const reading = (async () => {
    for await (const value of pool.stream('failAfter', 3)) seen.push(value);
  })();

  expect([await codeOfAsync(reading), seen]).toEqual(['no more', [0, 1, 2]]);
});

test('leaving the loop closes the generator and frees its thread', async () => {
  const thread = await pool.run('thread', undefined);
  for await (const value of pool.stream('countLater', 1e9)) if (value === 40) break;

  expect(await pool.run('thread', undefined)).toBe(thread);
});

test('an abort ends it', async () => {
  const controller = new AbortController();
  const reading = (async () => {
    for await (const value of pool.stream('countLater', 1e9, { signal: controller.signal }))
      if (value === 40) controller.abort(new Error('enough'));
  })();

  expect(await codeOfAsync(reading)).toBe('enough');
  expect(await pool.run('double', 1)).toBe(2);
});

test('a task that is no generator is a coded error', async () => {
  expect(await codeOfAsync(collect(pool.stream('double' as 'count', 1)))).toBe('NSI_CPU_TASK_STREAM');
});
