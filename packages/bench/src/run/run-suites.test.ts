import { type BenchReport, parseBenchReport } from '@nsi/core/report';
import { describeLive, findValgrind } from '@nsi/services';
import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../engine/events.ts';
import { findFileSuites } from './discover.ts';
import type { RunOptions } from './run-options.ts';
import { runSuites } from './run-suites.ts';

const fixtures = new URL('../../test/fixtures/', import.meta.url);
/** Everything of the method, in milliseconds instead of seconds. */
const method = { warmupCpuMs: 10, rounds: 12, blockNs: 50_000, maxVariantMs: 20, minForks: 2, maxForks: 2, soloForks: 0 };

async function run(file: string, filter: string | undefined, options: RunOptions = {}): Promise<BenchReport> {
  const { references } = await findFileSuites(file, fixtures.pathname);
  const wanted = references.filter(({ suite }) => filter === undefined || suite === filter);
  return runSuites(wanted, { ...options, method: { ...method, ...options.method } });
}

test.each([
  ['throws', 'NSI_BENCH_VARIANT_THREW', 'RangeError: no more'],
  ['throws-late', 'NSI_BENCH_VARIANT_THREW', 'RangeError: no more'],
  ['rejects', 'NSI_BENCH_VARIANT_THREW', 'Error: rejected'],
  ['exits', 'NSI_BENCH_VARIANT_EXITED', 'during check (exit code 0)'],
  ['exits-late', 'NSI_BENCH_VARIANT_EXITED', '(exit code 7)'],
  ['mutates', 'NSI_BENCH_INPUT_CHANGED', 'got 1 in place of 3 at context.list[0]'],
  ['wrong', 'NSI_BENCH_OUTPUT_DIFFERS', 'expected 1, got 2'],
  ['wrong-when-warm', 'NSI_BENCH_OUTPUT_DIFFERS', 'expected 1, got -1 from a call after warm-up'],
])('a variant that %s fails with its name, and the others are measured', async (name, code, message) => {
  const report = await run('faults.bench.ts', name);

  const [result] = report.cases;
  expect(result).toMatchObject({ status: 'failed', failure: { code, variant: 'bad', message: expect.stringContaining(message) } });
  expect(result?.comparisons.map(({ candidate }) => candidate)).toEqual(['twin']);
  expect(result?.variants.find(({ name: variant }) => variant === 'twin')?.summary.sampleCount).toBeGreaterThan(0);
  expect(result?.variants.find(({ name: variant }) => variant === 'bad')?.summary.sampleCount).toBe(0);
});

test.each(['hangs', 'never-settles'])('a variant that %s is killed when its time is up', async (name) => {
  const report = await run('faults.bench.ts', name, { timeoutMs: 3000 });

  expect(report.cases[0]).toMatchObject({ status: 'failed', failure: { code: 'NSI_BENCH_VARIANT_TIMEOUT', variant: 'bad' } });
  expect(report.cases[0]?.comparisons).toHaveLength(1);
});

test('a variant that leaks until its heap is full is named', async () => {
  const report = await run('faults.bench.ts', 'leaks', { nodeArgs: ['--max-old-space-size=64'] });

  expect(report.cases[0]).toMatchObject({ status: 'failed', failure: { code: 'NSI_BENCH_VARIANT_MEMORY', variant: 'bad' } });
});

test('a variant that leaks outside the heap is killed at the bound', async () => {
  const report = await run('faults.bench.ts', 'leaks-buffers', { maxForkBytes: 300 * 2 ** 20 });

  expect(report.cases[0]).toMatchObject({ status: 'failed', failure: { code: 'NSI_BENCH_VARIANT_MEMORY', variant: 'bad' } });
});

test('processes killed from outside are dropped with a word, and given up after three', async () => {
  const dropped: string[] = [];

  const report = await run('faults.bench.ts', 'dies', {
    onEvent: (event) => {
      if (event.type === 'fork finished' && event.dropped !== undefined) dropped.push(event.dropped);
    },
  });

  expect(dropped).toHaveLength(3);
  expect(dropped[0]).toContain('signal SIGKILL');
  expect(report.cases[0]).toMatchObject({ status: 'failed', failure: { code: 'NSI_BENCH_FORK_LOST' } });
});

test.each([
  ['setup-throws', 'NSI_BENCH_SETUP', 'Error: no input'],
  ['baseline-throws', 'NSI_BENCH_VARIANT_THREW', 'RangeError: no more'],
  ['two-baselines', 'NSI_BENCH_SUITE_INVALID', 'exactly one baseline, got 2'],
])('%s: the case fails as a whole', async (name, code, message) => {
  const report = await run('faults.bench.ts', name);

  expect(report.cases).toHaveLength(1);
  expect(report.cases[0]).toMatchObject({
    status: 'failed',
    comparisons: [],
    failure: { code, message: expect.stringContaining(message) },
  });
});

test.each([
  ['nan', '[0]', 'NaN', '0'],
  ['negative-zero', '[1]', '-0', '0'],
  ['map', ".get('a')", '1', '2'],
  ['set', '.values()', '2', "'no such value'"],
  ['typed-array', '[2]', '3', '4'],
  ['length', '.length', '2', '3'],
])('a wrong %s is a failure even when faster', async (name, at, expected, actual) => {
  const report = await run('outputs.bench.ts', name);

  const [result] = report.cases;
  expect(result?.status).toBe('failed');
  expect(result?.variants[1]?.integrity).toMatchObject({ status: 'failed', difference: { at, expected, actual } });
  expect(result?.comparisons).toEqual([]);
});

test('a sound suite gives a report that its schema accepts', async () => {
  const report = await run('work.bench.ts', undefined, { method: { ...method, soloForks: 1 } });

  expect(parseBenchReport(JSON.stringify(report))).toEqual(report);
  expect(report).toMatchObject({ isComplete: true, method: { name: 'paired-forks-v1', options: { minForks: 2 } } });
  expect(report.cases.map(({ id, status }) => [id, status])).toEqual([
    ['sum/count=50', 'ok'],
    ['sum/count=5000', 'ok'],
  ]);
  const [first] = report.cases;
  expect(first?.variants.map(({ name }) => name)).toEqual(['loop', 'loop again', 'twice', 'async']);
  expect(first?.comparisons.map(({ forkRatios }) => forkRatios.length)).toEqual([2, 2, 2]);
  expect(first?.comparisons[1]?.expectation).toEqual({ text: 'twice is faster than loop by at least 50 %', holds: false });
  for (const variant of first?.variants ?? []) {
    expect(variant.integrity).toEqual({ status: 'ok', mode: 'deepEqual' });
    expect(variant.throughput?.bytesPerSecond).toBeCloseTo((variant.throughput?.itemsPerSecond ?? 0) * 8, 0);
    expect(variant.resources.rssPeakBytes).toBeGreaterThan(2 ** 20);
    expect(variant.resources.cpuUserNs).toBeGreaterThan(0);
  }
});

test('progress is told between forks, and ends with nothing left', async () => {
  const events: RunEvent[] = [];

  await run('work.bench.ts', undefined, { onEvent: (event) => events.push(event) });

  const types = events.filter(({ type }) => type !== 'finding').map(({ type }) => type);
  const oneCase = ['case started', 'fork started', 'fork finished', 'fork started', 'fork finished', 'case finished'];
  expect(types).toEqual(['planned', ...oneCase, ...oneCase]);
  const last = events.findLast((event) => event.type === 'case finished');
  expect(last?.progress).toMatchObject({ casesDone: 2, caseCount: 2, remainingMs: 0 });
});

test('an abort in the middle gives a valid report of what was done', async () => {
  const controller = new AbortController();

  const report = await run('work.bench.ts', undefined, {
    signal: controller.signal,
    onEvent: (event) => {
      if (event.type === 'fork started' && event.id === 'sum/count=5000') controller.abort();
    },
  });

  expect(parseBenchReport(JSON.stringify(report))).toMatchObject({ isComplete: false });
  expect(report.cases.map(({ id, status }) => [id, status])).toEqual([['sum/count=50', 'ok']]);
});

test('an abort after the first fork keeps it, as an interrupted case without a verdict', async () => {
  const controller = new AbortController();

  const report = await run('work.bench.ts', undefined, {
    signal: controller.signal,
    onEvent: (event) => {
      if (event.type === 'fork finished') controller.abort();
    },
  });

  expect(report.cases).toMatchObject([{ status: 'interrupted', comparisons: [] }]);
  expect(report.cases[0]?.variants[0]?.forks).toHaveLength(1);
});

test('two builds of one suite are compared variant by variant', async () => {
  const { references } = await findFileSuites('work.bench.ts', fixtures.pathname);
  const url = new URL('work.bench.ts?reference', fixtures).href;

  const report = await runSuites(
    references.map((reference) => ({ ...reference, against: { kind: 'file' as const, url, label: 'main' } })),
    { method, filter: 'count=50/loop' },
  );

  expect(report.cases.map(({ id, baseline }) => [id, baseline])).toEqual([
    ['sum/count=50/loop', 'loop (main)'],
    ['sum/count=50/loop again', 'loop again (main)'],
  ]);
  expect(report.cases[0]?.comparisons).toMatchObject([{ baseline: 'loop (main)', candidate: 'loop' }]);
});

test('a budget shrinks the method and says so', async () => {
  const report = await run('work.bench.ts', undefined, { budgetMs: 1, method: { ...method, maxForks: 12, rounds: 400 } });

  expect(report.findings.find(({ id }) => id === 'budget-shrunk-method')?.message).toContain('maxForks 3 instead of 12');
  expect(report.cases[0]?.variants[0]?.forks).toHaveLength(2);
});

test('a module that is gone is a failed case, not the end of the run', async () => {
  const report = await runSuites([{ kind: 'file', url: new URL('gone.bench.ts', fixtures).href, suite: 'gone' }]);

  expect(report.cases).toMatchObject([{ id: 'gone', status: 'failed', failure: { code: 'NSI_BENCH_SETUP' } }]);
});

test('a number of the method that is out of range is refused by name', async () => {
  await expect(runSuites([], { method: { confidence: 2 } })).rejects.toMatchObject({
    code: 'NSI_BENCH_OPTION',
    message: expect.stringContaining('`method.confidence`'),
  });
});

test('calls longer than a block, and a teardown that never ends, cost no figures', async () => {
  const report = await run('slow.bench.ts', undefined, { method: { ...method, minForks: 2, maxForks: 2 } });

  expect(report.cases[0]).toMatchObject({ status: 'ok', comparisons: [{ baseline: 'wait', candidate: 'wait too' }] });
  expect(report.cases[0]?.variants[0]?.forks[0]).toMatchObject({ callsPerSample: 1 });
  expect(report.cases[0]?.variants[0]?.forks[0]?.samplesNs).toHaveLength(5);
  expect(report.findings.map(({ id }) => id)).toContain('teardown-late');
});

describeLive(findValgrind(), { describe, test }, 'instructions', () => {
  test('are told for one call, without those of starting and compiling', { timeout: 180_000 }, async () => {
    const report = await run('loop.bench.ts', undefined, { instructions: true });

    const instructions = report.cases[0]?.variants[0]?.resources.instructions ?? 0;
    // An addition, a comparison and a load at the least for each of 5,000 elements; a process takes a hundred million to start.
    expect(instructions).toBeGreaterThan(15_000);
    expect(instructions).toBeLessThan(300_000);
  });
});

test('bytes that go through sockets are told apart from those of files', async () => {
  const report = await run('echo.bench.ts', 'echo', { method: { soloForks: 1 } });

  const [baseline, fetched] = report.cases[0]?.variants.map(({ resources }) => resources) ?? [];
  expect(baseline?.networkBytes).toBe(0);
  // 10,000 bytes that the server sends and the client receives, and two heads of a few hundred bytes.
  expect(fetched?.networkBytes).toBeGreaterThan(20_000);
  expect(fetched?.networkBytes).toBeLessThan(24_000);
});
