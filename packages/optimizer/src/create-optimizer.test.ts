import { request } from 'node:http';
import type { Cpu } from '@nsi/cpu/plugin';
import type { Io } from '@nsi/io/plugin';
import type { Memory } from '@nsi/memory/plugin';
import { expect, expectTypeOf, test } from 'vitest';
import gpu from '../test/fixtures/gpu-plugin.ts';
import { folderWith } from '../test/folder.ts';
import { createOptimizer } from './create-optimizer.ts';
import { roomNames } from './rooms/rooms.ts';

const gpuFile = new URL('../test/fixtures/gpu-plugin.ts', import.meta.url).pathname;
const alone = { variables: {}, environment: 'testing' } as const;

test('opens with the defaults when there is no configuration', async () => {
  await using nsi = await createOptimizer(undefined, { ...alone, cwd: folderWith() });

  expect(nsi.config.level).toBe('balanced');
  expect(nsi.config.environment).toBe('testing');
});

test('reads the nearest file above the working directory', async () => {
  const folder = folderWith({ 'nsi.config.json': { level: 'aggressive' }, 'a/b/file.txt': '' });

  await using nsi = await createOptimizer(undefined, { ...alone, cwd: `${folder}/a/b` });

  expect(nsi.config.level).toBe('aggressive');
});

test.each([
  ['nsi.config.ts', "export default { level: 'conservative' as const };"],
  ['nsi.config.mjs', "export default { level: 'conservative' };"],
  ['optimization_config.json', '{ "level": "conservative" }'],
])('reads %s', async (name, content) => {
  await using nsi = await createOptimizer(undefined, { ...alone, cwd: folderWith({ [name]: content }) });

  expect(nsi.config.level).toBe('conservative');
});

test('an object replaces the file, and variables go below it', async () => {
  const cwd = folderWith({ 'nsi.config.json': { level: 'aggressive', limits: { maxThreads: 9 } } });

  await using nsi = await createOptimizer(
    { level: 'conservative' },
    { cwd, variables: { NSI_LEVEL: 'aggressive', NSI_LIMITS_MAX_SOCKETS: '5' } },
  );

  expect(nsi.config.level).toBe('conservative');
  expect(nsi.config.limits.maxThreads).toBe(Infinity);
  expect(nsi.config.limits.maxSockets).toBe(5);
});

test('loads a room when it is first asked for, and once', async () => {
  await using nsi = await createOptimizer({}, alone);

  expect(nsi.config.sections).toEqual({});
  const [first, second] = await Promise.all([nsi.memory(), nsi.memory()]);

  expect(first).toBe(second);
  expect(nsi.config.sections['memory']?.enabled).toBe(true);
});

test.each(roomNames)('gives the plain twin of %s with the same interface when it is disabled', async (name) => {
  await using on = await createOptimizer({}, alone);
  await using off = await createOptimizer({ [name]: { enabled: false } }, alone);

  const [optimized, plain] = await Promise.all([on.use(name), off.use(name)]);

  expect(plain).not.toBe(optimized);
  expect(Object.keys(plain).toSorted()).toEqual(Object.keys(optimized).toSorted());
});

test('gives the handles of the rooms with their types', async () => {
  await using nsi = await createOptimizer({ cpu: { pool: { threads: 1 } }, io: { level: 'conservative' } }, alone);

  const [memory, cpu, io] = await Promise.all([nsi.memory(), nsi.cpu(), nsi.io()]);

  expectTypeOf(memory).toEqualTypeOf<Memory>();
  expectTypeOf(cpu).toEqualTypeOf<Cpu>();
  expectTypeOf(io).toEqualTypeOf<Io>();
  expect(cpu.options.pool.threads).toBe(1);
  expect(cpu.simd.sum(new Float32Array([1, 2, 3]))).toBe(6);
  expect(Object.keys(nsi.config.sections).toSorted()).toEqual(['cpu', 'io', 'memory']);
});

test("packs arrays on cpu's threads when memory is handed its executor", async () => {
  await using nsi = await createOptimizer({ memory: { codec: { name: 'zstd' } }, cpu: { pool: { threads: 2 } } }, alone);
  const [memory, cpu] = await Promise.all([nsi.memory(), nsi.cpu()]);
  const array = Float64Array.from({ length: 200_000 }, (_, index) => Math.round(index / 3));

  const packed = await memory.packArrayAsync(array, { executor: cpu.executor });
  const unpacked = await memory.unpackArrayAsync(packed, { executor: cpu.executor });

  expect(packed.equals(memory.packArray(array))).toBe(true);
  expect(unpacked).toEqual(array);
  expect(cpu.executor.threads).toBe(2);
});

test('packs arrays on this thread with the executor of a disabled cpu', async () => {
  await using nsi = await createOptimizer({ cpu: { enabled: false } }, alone);
  const [memory, cpu] = await Promise.all([nsi.memory(), nsi.cpu()]);
  const array = Uint32Array.from({ length: 50_000 }, (_, index) => index >> 4);

  const packed = await memory.packArrayAsync(array, { executor: cpu.executor });

  expect(memory.unpackArray(packed)).toEqual(array);
  expect(cpu.executor.threads).toBe(1);
});

test('checks every section that is mentioned before anything is used', async () => {
  await expect(createOptimizer({ memory: { codex: 1 } as object }, alone)).rejects.toMatchObject({
    code: 'NSI_CORE_CONFIG',
    message: expect.stringContaining('code: `memory.codex`: expected one of') as string,
  });
  await expect(createOptimizer({ memroy: {} }, alone)).rejects.toMatchObject({ hint: 'Did you mean `memory`?' });
});

test('gives the typed handle of a plugin, configured by its section', async () => {
  await using nsi = await createOptimizer({ plugins: [gpuFile], gpu: { level: 'aggressive' } }, alone);

  const handle = await nsi.use('gpu');
  await using other = await createOptimizer({}, alone);
  const typed = await other.use(gpu);

  expect(handle).toMatchObject({ lanes: 8 });
  expectTypeOf(typed.lanes).toEqualTypeOf<number>();
  expect(typed.run()).toBe(2);
});

test('refuses the name of a plugin it does not know', async () => {
  await using nsi = await createOptimizer({}, alone);

  await expect(nsi.use('gpu')).rejects.toMatchObject({ code: 'NSI_OPTIMIZER_PLUGIN_UNKNOWN' });
});

test.each([
  ['@acme/no-such-package', 'expected the package `@acme/no-such-package`, found none'],
  ['./missing.ts', 'expected `./missing.ts` to be a module with a plugin'],
])('says which plugin %s cannot be loaded', async (source, message) => {
  const cwd = folderWith({ 'nsi.config.json': { plugins: [source] } });

  await expect(createOptimizer(undefined, { ...alone, cwd })).rejects.toMatchObject({
    code: 'NSI_OPTIMIZER_PLUGIN_LOAD',
    message: expect.stringContaining(message) as string,
  });
});

test('keeps count, total, extremes and percentiles of what is timed', async () => {
  await using nsi = await createOptimizer({}, alone);
  const double = nsi.timedFunction((value: number) => value * 2, { name: 'double' });

  for (let value = 0; value < 100; value++) double(value);
  await nsi.measureTime('later', async () => 1);
  {
    using _ = nsi.measureTime('scope');
  }

  const { timings } = nsi.getMetrics();
  expect(Object.keys(timings)).toEqual(['double', 'later', 'scope']);
  expect(timings['double']).toMatchObject({ count: 100, errorCount: 0 });
  const { minMs, meanMs, p50Ms, p99Ms, maxMs, totalMs } = timings['double']!;
  expect(minMs <= p50Ms && p50Ms <= p99Ms && p99Ms <= maxMs && meanMs <= maxMs).toBe(true);
  expect(totalMs).toBeCloseTo(meanMs * 100, 6);
});

test('serves metrics of timings and plugins on loopback', async () => {
  await using nsi = await createOptimizer({ plugins: [gpuFile] }, alone);
  const { run } = await nsi.use(gpu);
  run();
  nsi.measureTime('tile', () => 1);

  await using server = await nsi.serveMetrics({ port: 0 });

  const text = await (await fetch(server.url)).text();
  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/);
  expect(text).toContain('nsi_gpu_runs_total 1');
  expect(text).toContain('nsi_core_timed_seconds_count{name="tile",outcome="ok"} 1');
  expect(text).toContain('nodejs_eventloop_lag_seconds');
  expect(await fetch(server.url.replace('/metrics', '/')).then((response) => response.status)).toBe(404);
  expect(await statusOf(server.url, 'POST')).toBe(405);
});

test('can serve again after the endpoint was closed, and says when a port is taken', async () => {
  await using nsi = await createOptimizer({}, alone);
  const first = await nsi.serveMetrics({ port: 0 });

  await expect(nsi.serveMetrics({ port: first.port })).rejects.toMatchObject({ code: 'NSI_OPTIMIZER_METRICS_PORT' });
  await first[Symbol.asyncDispose]();
  await using second = await nsi.serveMetrics({ port: first.port });

  expect(second.port).toBe(first.port);
});

function statusOf(url: string, method: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { method }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}
