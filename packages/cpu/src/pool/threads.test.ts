import { expect, test } from 'vitest';
import { codeOfAsync } from '@nsi/workbench/test';
import { createGate, poolTasks, started, type PoolTasks } from '../../test/pool-module.ts';
import { createPool } from './create-pool.ts';

test('a warm pool has all its threads before the first task', async () => {
  await using pool = createPool<PoolTasks>(poolTasks, { threads: 3 });
  await pool.warmup();

  expect(pool.stats).toMatchObject({ threads: 3, liveThreads: 3 });
  await pool.warmup();
  expect(pool.stats.liveThreads).toBe(3);
});

test('a broadcast runs once on each thread, also while one is busy', async () => {
  await using pool = createPool<PoolTasks>(poolTasks, { threads: 2 });
  const gate = createGate();
  const { begun, onProgress } = started();
  const holding = pool.run('hold', gate.words, { onProgress });
  await begun;
  const all = pool.broadcast('thread', undefined);
  await pool.run('double', 1);
  gate.open();
  const threads = await all;

  expect(new Set(threads).size).toBe(2);
  expect(threads).toContain(await holding);
  expect(new Set(await pool.broadcast('thread', undefined))).toEqual(new Set(threads));
});

test('the set-up runs once on each thread', async () => {
  await using pool = createPool<PoolTasks>(poolTasks, { threads: 2, setup: 'setUp' });

  expect(await pool.run('countSetUps', undefined)).toBe(1);
  expect(await pool.broadcast('countSetUps', undefined)).toEqual([1, 1]);
  await using broken = createPool<PoolTasks>(poolTasks, { threads: 1, setup: 'throwText' });
  expect(await broken.run('double', 1).catch((error: unknown) => error)).toBe('text');
});

test('a thread ends after so many tasks', async () => {
  await using pool = createPool<PoolTasks>(poolTasks, { threads: 1, maxTasksPerThread: 2 });
  const threads: number[] = [];
  for (let task = 0; task < 5; task++) threads.push(await pool.run('thread', undefined));

  expect(threads).toEqual([threads[0], threads[0], threads[2], threads[2], threads[4]]);
  expect(new Set(threads).size).toBe(3);
  expect(pool.stats.recycledThreads).toBe(2);
});

test('a thread whose heap has grown too far ends after its task', async () => {
  await using pool = createPool<PoolTasks>(poolTasks, { threads: 1, memory: { recycleAboveMiB: 100 } });
  const first = await pool.run('keep', 1);
  const second = await pool.run('keep', 200);
  const third = await pool.run('keep', 1);

  expect([second, third === second]).toEqual([first, false]);
});

test('a thread without a task ends after a while, and comes back with the next one', async () => {
  await using pool = createPool<PoolTasks>(poolTasks, { threads: 2, idleMs: 1 });
  const first = await pool.run('thread', undefined);
  while (pool.stats.liveThreads > 0) await new Promise((resolve) => setImmediate(resolve));

  expect(await pool.run('thread', undefined)).toBeGreaterThan(first);
  expect(pool.stats).toMatchObject({ lostThreads: 0, recycledThreads: 0 });
});

test('a pool can be made larger and smaller while it works', async () => {
  await using pool = createPool<PoolTasks>(poolTasks, { threads: 1 });
  await pool.warmup();
  pool.resize(3);
  const [gate, holds] = [createGate(), [started(), started(), started()]];
  const running = holds.map(({ onProgress }) => pool.run('hold', gate.words, { onProgress }));
  await Promise.all(holds.map(({ begun }) => begun));
  expect(pool.stats).toMatchObject({ threads: 3, liveThreads: 3, running: 3 });

  pool.resize(1);
  gate.open();
  await Promise.all(running);
  const results = await Promise.all(Array.from({ length: 20 }, () => pool.run('thread', undefined)));

  expect(new Set(results).size).toBe(1);
  expect(pool.stats).toMatchObject({ threads: 1, liveThreads: 1 });
});

test('a thread that somebody ends fails its task; retries run it again', async () => {
  await using pool = createPool<PoolTasks>(poolTasks, { threads: 1 });
  const items = [0, 1, 2].map((value) => ({ at: 1, value }));

  expect(await codeOfAsync(pool.map('exitAt', items))).toBe('NSI_CPU_THREAD_EXIT');
  expect(await pool.run('double', 2)).toBe(4);
});

test('the event loop of an idle thread turns when it is asked for', async () => {
  await using pool = createPool<PoolTasks>(poolTasks, { threads: 1, atomics: 'async' });

  expect(await Promise.all([1, 2, 3].map((value) => pool.run('doubleLater', value)))).toEqual([2, 4, 6]);
});

test('tells its recorder how tasks ended', async () => {
  const counted: unknown[] = [];
  const recorder = {
    count: (metric: { readonly name: string }, _amount?: number, labels?: object) => void counted.push([metric.name, labels]),
    gauge() {},
    observe() {},
  };
  await using pool = createPool<PoolTasks>(poolTasks, { threads: 1, recorder });
  await pool.run('double', 1);
  await codeOfAsync(pool.run('onlyEven', 1));

  expect(counted).toEqual([
    ['nsi_cpu_pool_tasks_total', { outcome: 'completed' }],
    ['nsi_cpu_pool_tasks_total', { outcome: 'failed' }],
  ]);
});
