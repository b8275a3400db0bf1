import { noLimits, noRecorder, type Labels, type Metric, type Recorder, type SetupContext } from '@nsi/core';
import { testExecutor } from '@nsi/core/testing';
import { expect, expectTypeOf, test } from 'vitest';
import type * as poolTasks from '../test/pool-tasks.ts';
import { createCpu, createPlainCpu, type Cpu } from './cpu.ts';
import { cpuLevels, type CpuOptions } from './options.ts';
import { createPlainExecutor } from './plain/plain-pool.ts';
import { inlineTasks } from './pool/inline-tasks.ts';

const context: SetupContext = {
  level: 'balanced',
  limits: { ...noLimits, maxThreads: 2 },
  recorder: noRecorder,
  signal: new AbortController().signal,
};
const options: CpuOptions = { ...cpuLevels.balanced, pool: { threads: 8, targetMs: 2 }, arena: { maxBytes: 2 ** 24 } };
const tasks = new URL('../test/pool-tasks.ts', import.meta.url);

const both = [
  ['optimized', createCpu],
  ['plain', createPlainCpu],
] as const satisfies readonly (readonly [string, (options: CpuOptions, context: SetupContext) => Cpu])[];

test('both have the same interface', async () => {
  await using optimized = createCpu(options, context);
  await using plain = createPlainCpu(options, context);
  await using pool = optimized.createPool(tasks);
  await using plainPool = plain.createPool(tasks);

  expect(Object.keys(plain).toSorted()).toEqual(Object.keys(optimized).toSorted());
  expect(Object.keys(plain.simd).toSorted()).toEqual(Object.keys(optimized.simd).toSorted());
  expect(Object.keys(plainPool).toSorted()).toEqual(Object.keys(pool).toSorted());
  expect(Object.keys(plainPool.stats).toSorted()).toEqual(Object.keys(pool.stats).toSorted());
  expect(Object.keys(plainPool.simd).toSorted()).toEqual(Object.keys(pool.simd).toSorted());
});

test.each(both)('the %s room computes', async (_, create) => {
  await using cpu = create(options, context);
  const values = cpu.arena.f64(1000).map((_zero, index) => index / 7);
  const out = cpu.arena.f64(1000);

  const scaled = cpu.kernel((x, scale) => Math.max(x * scale - 1, 0));
  scaled(values, 2, out);

  expect(out[999]).toBe((999 / 7) * 2 - 1);
  expect(cpu.simd.sum(new Float64Array([1e16, 1, -1e16]))).toBe(1);
  expect(cpu.simd.minMax(values)).toEqual({ min: 0, max: 999 / 7 });
});

test.each(both)('sums of the %s room are as exact as configured, unless a call says otherwise', async (_, create) => {
  await using cpu = create({ ...options, simd: { sums: 'pairwise' } }, context);
  const values = new Float64Array([1e16, 1, -1e16]);

  expect(cpu.simd.sum(values, { accuracy: 'exact' })).toBe(1);
  expect(cpu.simd.sum(values)).toBe(cpu.simd.sum(values, { accuracy: 'pairwise' }));
});

test.each(both)('a pool of the %s room runs tasks', async (name, create) => {
  await using cpu = create(options, context);
  const pool = cpu.createPool<typeof poolTasks>(tasks);
  const progress: unknown[] = [];

  const doubled = pool.run('double', 21);
  expectTypeOf(doubled).toEqualTypeOf<Promise<number>>();
  expect(await doubled).toBe(42);
  expect(await pool.run('report', 3, { onProgress: (step) => progress.push(step) })).toBe(3);
  expect(progress).toEqual([1, 2, 3]);
  expect(await pool.map('doubleLater', [1, 2, 3])).toEqual([2, 4, 6]);
  expect(await pool.map('onlyEven', [1, 2], { onError: 'settle' })).toMatchObject([
    { status: 'rejected' },
    { status: 'fulfilled', value: 2 },
  ]);
  const counted: number[] = [];
  for await (const value of pool.stream('countLater', 3)) counted.push(value);
  expect(counted).toEqual([0, 1, 2]);
  const squares = cpu.arena.f64(100);
  await pool.for(100, 'square', { values: squares });
  expect(squares[99]).toBe(99 * 99);
  expect(await pool.simd.sum(squares)).toBe(328_350);
  expect(new Set(await pool.broadcast('byteLength', new Uint8Array(5)))).toEqual(new Set([5]));
  expect(pool.stats.threads).toBe(name === 'plain' ? 1 : 2);
});

test.each(both)('a pool of the %s room rejects with the same codes', async (_, create) => {
  await using cpu = create(options, context);
  const pool = cpu.createPool<typeof poolTasks>(tasks, { abortGraceMs: 1000 });
  const codeOf = async (run: Promise<unknown>): Promise<unknown> => run.catch((error: { readonly code?: unknown }) => error.code ?? error);

  const codes = await Promise.all([
    codeOf(pool.run('onlyEven', 1)),
    codeOf(pool.run('missing' as 'double', 1)),
    codeOf(pool.run('unclonable', 3)),
    codeOf(pool.run('echo', () => 1)),
    codeOf(pool.run('double', 1, { deadline: Date.now() - 1000 })),
    codeOf(pool.run('waitForSignal', undefined, { timeoutMs: 20 })),
    codeOf(pool.run('double', 1, { signal: AbortSignal.abort('enough') })),
    codeOf(cpu.createPool(new URL('./missing.ts', import.meta.url)).run('any', 1)),
  ]);

  expect(codes).toEqual([
    'ODD',
    'NSI_CPU_TASK_NAME',
    'NSI_CPU_TASK_RESULT',
    'NSI_CPU_TASK_ARGUMENT',
    'NSI_CPU_TASK_DEADLINE',
    'NSI_CPU_TASK_TIMEOUT',
    'enough',
    'NSI_CPU_TASK_MODULE',
  ]);
});

test.each(both)('a pool of the %s room takes functions that stand right here', async (_, create) => {
  await using cpu = create(options, context);
  const pool = cpu.createPool(inlineTasks({ half: (value: number) => value / 2 }));

  const half = pool.run('half', 42);

  expectTypeOf(half).toEqualTypeOf<Promise<number>>();
  expect(await half).toBe(21);
});

test.each(both)('an abort ends a task and a stream of the %s room', async (_, create) => {
  await using cpu = create(options, context);
  const pool = cpu.createPool<typeof poolTasks>(tasks);
  const controller = new AbortController();

  const task = pool.run('waitForSignal', undefined, { signal: controller.signal, onProgress: () => controller.abort('enough') });

  await expect(task).rejects.toBe('enough');
  const seen: number[] = [];
  for await (const value of pool.stream('count', 1e9)) if (seen.push(value) === 3) break;
  expect(seen).toEqual([0, 1, 2]);
  expect(await pool.run('double', 2)).toBe(4);
});

test.each(both)('disposing the %s room disposes what it made', async (_, create) => {
  const cpu = create(options, context);
  const pool = cpu.createPool<typeof poolTasks>(tasks);
  const scheduler = cpu.createScheduler();
  const { executor, arena } = cpu;
  expect(await executor.run({ module: tasks, name: 'triple' }, 2)).toBe(6);

  await cpu[Symbol.asyncDispose]();

  await expect(pool.run('double', 1)).rejects.toMatchObject({ code: 'NSI_CPU_POOL_DISPOSED' });
  await expect(scheduler.add(() => 1)).rejects.toMatchObject({ code: 'NSI_CPU_SCHEDULER_DISPOSED' });
  await expect(executor.run({ module: tasks, name: 'triple' }, 2)).rejects.toMatchObject({ code: 'NSI_CPU_POOL_DISPOSED' });
  expect(() => arena.f64(1)).toThrow(expect.objectContaining({ code: 'NSI_CPU_ARENA_DISPOSED' }));
});

test('the room records its threads, its arena and its schedulers', async () => {
  const recorded: string[] = [];
  const note = (kind: string) => (metric: Metric, value?: number, labels?: Labels) =>
    void recorded.push(`${kind} ${metric.name} ${Object.values(labels ?? {}).join(' ')} ${value ?? 1}`);
  const recorder: Recorder = { count: note('count'), gauge: note('gauge'), observe: note('observe') };
  const cpu = createCpu(options, { ...context, recorder });
  cpu.arena.f64(8);
  const scheduler = cpu.createScheduler({ concurrency: 1, name: 'orders' });

  await Promise.allSettled([scheduler.add(() => 1), scheduler.add(() => Promise.reject(new Error('fault')))]);
  await cpu[Symbol.asyncDispose]();

  expect(recorded).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^gauge nsi_cpu_threads {2}\d+$/),
      expect.stringMatching(/^gauge nsi_cpu_arena_bytes used [1-9]\d*$/),
      'count nsi_cpu_scheduler_tasks_total orders completed 1',
      'count nsi_cpu_scheduler_tasks_total orders failed 1',
      'gauge nsi_cpu_scheduler_limit orders 1',
      expect.stringMatching(/^observe nsi_cpu_scheduler_wait_seconds orders \d/),
    ]),
  );
});

testExecutor(
  { name: 'createPlainExecutor', create: () => createPlainExecutor() },
  { test, expect, skip: { 'runs tasks on another thread': 'the plain twin has one thread' } },
);
