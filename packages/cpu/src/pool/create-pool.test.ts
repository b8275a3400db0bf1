import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, expectTypeOf, test } from 'vitest';
import { codeOf, codeOfAsync } from '@nsi/workbench/test';
import { createGate, poolTasks, started, type PoolTasks } from '../../test/pool-module.ts';
import { createPool } from './create-pool.ts';
import type { Pool } from './pool.ts';

const folder = mkdtempSync(join(tmpdir(), 'nsi-pool-'));
let pool: Pool<PoolTasks>;
beforeAll(() => {
  pool = createPool<PoolTasks>(poolTasks, { threads: 2, abortGraceMs: 50, memory: { maxOldMiB: 64 } });
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await pool[Symbol.asyncDispose]();
});

const write = (name: string, text: string): URL => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return pathToFileURL(file);
};

test('runs tasks of a TypeScript module on another thread, and types them', async () => {
  const doubled = await pool.run('double', 21);

  expectTypeOf(doubled).toEqualTypeOf<number>();
  expectTypeOf(pool.run<'double'>)
    .parameter(1)
    .toEqualTypeOf<number>();
  expectTypeOf(pool.run).parameter(0).not.toExtend<'count'>();
  expectTypeOf<'countLater'>().toExtend<Parameters<typeof pool.stream>[0]>();
  expect([doubled, await pool.run('doubleLater', 4), await pool.run('triple', 5)]).toEqual([42, 8, 15]);
  expect(await pool.run('thread', undefined)).toBeGreaterThan(0);
});

test('keeps many results apart', async () => {
  const results = await Promise.all(Array.from({ length: 200 }, (_, index) => pool.run('double', index)));

  expect(results).toEqual(Array.from({ length: 200 }, (_, index) => index * 2));
});

test('carries whatever can be cloned, small and large', async () => {
  const values = [
    undefined,
    null,
    'text',
    1n,
    new Date(5),
    new Map([[1, { a: new Set([2]) }]]),
    Array.from({ length: 200 }, (_, a) => ({ a })),
  ];

  expect(await Promise.all(values.map((value) => pool.run('echo', value)))).toEqual(values);
});

test('a task that throws rejects with its own error; the next one runs on the same thread', async () => {
  const thread = await pool.run('thread', undefined);
  const error = await pool.run('onlyEven', 3).catch((error: unknown) => error);

  expect(error).toBeInstanceOf(RangeError);
  expect(error).toMatchObject({ message: 'odd: 3', code: 'ODD', cause: { message: 'inner' } });
  expect(await pool.run('throwText', undefined).catch((error: unknown) => error)).toBe('text');
  expect(await pool.run('thread', undefined)).toBe(thread);
});

test('a task that exits its thread rejects, and the pool goes on', async () => {
  expect(await codeOfAsync(pool.run('exit', 0))).toBe('NSI_CPU_THREAD_EXIT');
  expect(await pool.run('double', 1)).toBe(2);
});

test('a task that runs out of memory rejects, and the pool goes on', async () => {
  expect(await codeOfAsync(pool.run('exhaustMemory', undefined))).toBe('NSI_CPU_THREAD_MEMORY');
  expect(await pool.run('double', 1)).toBe(2);
});

test('a task that never ends is ended with its thread', async () => {
  const before = pool.stats.recycledThreads;

  expect(await codeOfAsync(pool.run('forever', undefined, { timeoutMs: 20 }))).toBe('NSI_CPU_TASK_TIMEOUT');
  expect(await Promise.all([pool.run('double', 1), pool.run('double', 2), pool.run('double', 3)])).toEqual([2, 4, 6]);
  while (pool.stats.recycledThreads === before) await new Promise((resolve) => setImmediate(resolve));
  expect(pool.stats.recycledThreads).toBe(before + 1);
});

test('what cannot be cloned is a coded error in both directions, and costs no thread', async () => {
  const { lostThreads } = pool.stats;

  expect(await codeOfAsync(pool.run('echo', () => 1))).toBe('NSI_CPU_TASK_ARGUMENT');
  expect(await codeOfAsync(pool.run('unclonable', 3))).toBe('NSI_CPU_TASK_RESULT');
  expect(pool.stats.lostThreads).toBe(lostThreads);
});

test('a task that is not there is named beside those that are', async () => {
  const untyped: Pool<Readonly<Record<string, (argument: unknown) => unknown>>> = createPool(poolTasks, { threads: 1 });
  const error = await untyped.run('dubble', 1).catch((error: unknown) => error);
  await untyped[Symbol.asyncDispose]();

  expect(error).toMatchObject({ code: 'NSI_CPU_TASK_NAME', message: expect.stringContaining('double') as string });
});

test.each([
  ['is missing', (): URL => new URL('./nowhere.ts', poolTasks)],
  ['has a syntax error', (): URL => write('broken.mjs', 'export function double( {')],
  ['throws while it loads', (): URL => write('throws.mjs', 'throw new Error("at load"); export const double = 1;')],
])('a module that %s rejects every task, and the warm-up', async (_, module) => {
  await using broken = createPool(module(), { threads: 1 });

  expect(await codeOfAsync(broken.run('double', 1))).toBe('NSI_CPU_TASK_MODULE');
  expect(await codeOfAsync(broken.run('double', 1))).toBe('NSI_CPU_TASK_MODULE');
  await using cold = createPool(module(), { threads: 1 });
  expect(await codeOfAsync(cold.warmup())).toBe('NSI_CPU_TASK_MODULE');
});

test('gives progress in order, all of it before the result', async () => {
  const seen: unknown[] = [];
  const result = await pool.run('report', 50, { onProgress: (step) => void seen.push(step) });

  expect([result, seen]).toEqual([50, Array.from({ length: 50 }, (_, index) => index + 1)]);
});

test('moves buffers in both directions', async () => {
  const bytes = new Uint8Array(1000);

  expect(await pool.run('byteLength', bytes, { transfer: [bytes.buffer] })).toBe(1000);
  expect(bytes.byteLength).toBe(0);
  expect(await pool.run('moved', 3)).toEqual(new Uint8Array([7, 7, 7]));
});

test('retries a task that fails, as often as it was told', async () => {
  await using single = createPool<PoolTasks>(poolTasks, { threads: 1 });

  expect(await codeOfAsync(single.run('succeedAtCall', 3, { retries: 1 }))).toBe('call 2');
  expect(await single.run('succeedAtCall', 5, { retries: 2 })).toBe(5);
  expect(await codeOfAsync(single.run('exit', 1, { retries: 1 }))).toBe('NSI_CPU_THREAD_EXIT');
  expect(single.stats.lostThreads).toBe(2);
});

test('clients take turns however much one of them asks for', async () => {
  await using single = createPool<PoolTasks>(poolTasks, { threads: 1 });
  const gate = createGate();
  const { begun, onProgress } = started();
  const order = new Int32Array(new SharedArrayBuffer(40));
  const next = new Int32Array(new SharedArrayBuffer(4));
  const holding = single.run('hold', gate.words, { onProgress });
  await begun;
  const clients = [1, 1, 1, 1, 1, 1, 1, 2, 3].map((name) => single.run('order', { order, next, name }, { key: String(name) }));
  gate.open();
  await Promise.all([holding, ...clients]);

  expect([...order.subarray(0, 5)]).toEqual([1, 2, 3, 1, 1]);
});

test('a full queue rejects what comes next, or lets it wait', async () => {
  const gate = createGate();
  await using rejecting = createPool<PoolTasks>(poolTasks, { threads: 1, queue: { max: 1 } });
  await using waiting = createPool<PoolTasks>(poolTasks, { threads: 1, queue: { max: 1, onFull: 'wait' } });
  const holds = [started(), started()];
  const running = [rejecting, waiting].map((each, index) => each.run('hold', gate.words, { onProgress: holds[index]!.onProgress }));
  await Promise.all(holds.map(({ begun }) => begun));
  const fits = rejecting.run('double', 1);
  const outside = [1, 2, 3, 4].map((value) => waiting.run('double', value));

  expect(await codeOfAsync(rejecting.run('double', 2))).toBe('NSI_CPU_POOL_FULL');
  expect(waiting.stats.waiting).toBe(4);
  gate.open();
  expect(await fits).toBe(2);
  expect(await Promise.all(outside)).toEqual([2, 4, 6, 8]);
  await Promise.all(running);
});

test('disposing rejects what waits and what runs, and everything afterwards', async () => {
  const disposed = createPool<PoolTasks>(poolTasks, { threads: 1, abortGraceMs: 50 });
  const { begun, onProgress } = started();
  const codes = [disposed.run('forever', undefined, { onProgress }), disposed.run('double', 1), disposed.map('double', [1, 2])].map(
    codeOfAsync,
  );
  await begun;
  await Promise.all([disposed[Symbol.asyncDispose](), disposed[Symbol.asyncDispose]()]);

  expect(await Promise.all(codes)).toEqual(Array.from({ length: 3 }, () => 'NSI_CPU_POOL_DISPOSED'));
  expect(await codeOfAsync(disposed.run('double', 1))).toBe('NSI_CPU_POOL_DISPOSED');
});

test('a pool that was never used can be disposed', async () => {
  const unused = createPool(poolTasks);
  await unused[Symbol.asyncDispose]();

  expect(unused.stats.liveThreads).toBe(0);
});

test('refuses options it cannot use', async () => {
  expect(codeOf(() => createPool(poolTasks, { threads: 0 }))).toBe('NSI_CPU_POOL_OPTION');
  expect(codeOf(() => createPool(poolTasks, { thread: 2 } as never))).toBe('NSI_CPU_POOL_OPTION');
  expect(codeOf(() => createPool('./tasks.ts'))).toBe('NSI_CPU_POOL_OPTION');
  expect(codeOf(() => pool.resize(1.5))).toBe('NSI_CPU_POOL_OPTION');
  expect(await codeOfAsync(pool.run('double', 1, { timeoutMs: -1 }))).toBe('NSI_CPU_POOL_OPTION');
  expect(await codeOfAsync(pool.run('echo', 1, { retries: 1, transfer: [new ArrayBuffer(1)] }))).toBe('NSI_CPU_POOL_OPTION');
  expect(codeOf(() => pool.map('double', [], { onError: 'ignore' as never }))).toBe('NSI_CPU_POOL_OPTION');
});
