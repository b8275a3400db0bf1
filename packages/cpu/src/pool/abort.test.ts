import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOfAsync } from '@nsi/workbench/test';
import { createGate, poolTasks, started, type PoolTasks } from '../../test/pool-module.ts';
import { createPool } from './create-pool.ts';
import type { Pool } from './pool.ts';

// The grace is long: a thread that is ended here was not needed to be.
let pool: Pool<PoolTasks>;
beforeAll(() => {
  pool = createPool<PoolTasks>(poolTasks, { threads: 1, abortGraceMs: 60_000 });
});
afterAll(() => pool[Symbol.asyncDispose]());

const enough = new Error('enough');

test('aborted before: the task never runs', async () => {
  const { completed } = pool.stats;

  expect(await codeOfAsync(pool.run('double', 1, { signal: AbortSignal.abort(enough) }))).toBe('enough');
  expect([pool.stats.completed, pool.stats.waiting]).toEqual([completed, 0]);
});

test('aborted while it waits: it leaves the queue', async () => {
  const gate = createGate();
  const { begun, onProgress } = started();
  const holding = pool.run('hold', gate.words, { onProgress });
  await begun;
  const controller = new AbortController();
  const codes = [1, 2, 3].map((value) => codeOfAsync(pool.run('double', value, { signal: controller.signal })));
  expect(pool.stats.waiting).toBe(3);
  controller.abort(enough);

  expect([await Promise.all(codes), pool.stats.waiting]).toEqual([['enough', 'enough', 'enough'], 0]);
  gate.open();
  await holding;
});

test('50,000 tasks under one signal are let go at once', async () => {
  const controller = new AbortController();
  const all = Array.from({ length: 50_000 }, (_, value) => codeOfAsync(pool.run('double', value, { signal: controller.signal })));
  controller.abort(enough);

  expect(new Set(await Promise.all(all))).toEqual(new Set(['enough']));
  expect(pool.stats.waiting).toBe(0);
});

test('aborted while it computes: it sees the flag without awaiting, and the next task has the same thread', async () => {
  const thread = await pool.run('thread', undefined);
  const controller = new AbortController();
  const { begun, onProgress } = started();
  const code = codeOfAsync(pool.run('spin', undefined, { signal: controller.signal, onProgress }));
  await begun;
  controller.abort(enough);

  expect(await code).toBe('enough');
  expect(await pool.run('thread', undefined)).toBe(thread);
  expect(pool.stats.recycledThreads).toBe(0);
});

test('aborted while it awaits: its own signal fires', async () => {
  const thread = await pool.run('thread', undefined);
  const controller = new AbortController();
  const { begun, onProgress } = started();
  const code = codeOfAsync(pool.run('waitForSignal', undefined, { signal: controller.signal, onProgress }));
  await begun;
  controller.abort(enough);

  expect(await code).toBe('enough');
  expect(await pool.run('thread', undefined)).toBe(thread);
});

test('aborted afterwards: nothing happens', async () => {
  const controller = new AbortController();
  const result = await pool.run('double', 1, { signal: controller.signal });
  controller.abort(enough);

  expect([result, await pool.run('double', 2)]).toEqual([2, 4]);
});

test('a task that does not heed the abort is ended with its thread; what waits behind it runs on another', async () => {
  await using strict = createPool<PoolTasks>(poolTasks, { threads: 1, abortGraceMs: 1 });
  const controller = new AbortController();
  const { begun, onProgress } = started();
  const code = codeOfAsync(strict.run('forever', undefined, { signal: controller.signal, onProgress }));
  await begun;
  const next = strict.run('double', 4);
  controller.abort(enough);

  expect([await code, await next]).toEqual(['enough', 8]);
  expect(strict.stats).toMatchObject({ recycledThreads: 1, lostThreads: 0, aborted: 1 });
});

test('a timeout counts from the start on the thread, not from the call', async () => {
  const gate = createGate();
  const { begun, onProgress } = started();
  const holding = pool.run('hold', gate.words, { onProgress });
  await begun;
  // Waits longer than its time, since the timer of its time fires first.
  const waiting = pool.run('double', 1, { timeoutMs: 200 });
  await new Promise((resolve) => setTimeout(resolve, 210));
  gate.open();

  expect(await waiting).toBe(2);
  await holding;
});

test('a task out of time is asked to stop and leaves its thread alone', async () => {
  const thread = await pool.run('thread', undefined);

  expect(await codeOfAsync(pool.run('spin', undefined, { timeoutMs: 5 }))).toBe('NSI_CPU_TASK_TIMEOUT');
  expect(await pool.run('thread', undefined)).toBe(thread);
});

test('a deadline ends a task, whether it runs or waits', async () => {
  const running = codeOfAsync(pool.run('spin', undefined, { deadline: Date.now() + 30 }));
  const waiting = codeOfAsync(pool.run('double', 1, { deadline: Date.now() - 1 }));

  expect(await Promise.all([running, waiting])).toEqual(['NSI_CPU_TASK_DEADLINE', 'NSI_CPU_TASK_DEADLINE']);
});
