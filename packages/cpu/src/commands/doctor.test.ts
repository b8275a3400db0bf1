import { expect, test } from 'vitest';
import { codeOfAsync, commandCall } from '@nsi/workbench/test';
import { findMachineProblems, type MachineFacts } from '../machine/examine-machine.ts';
import { run } from './doctor.ts';

const facts = (more: Partial<MachineFacts>): MachineFacts => ({
  parallelism: { threads: 4, source: 'affinity' },
  capabilities: { simd: true, relaxedSimd: true, threads: true, memory64: true, thp: 'madvise', threadsEffective: 4, memoryLimit: 8e9 },
  availableParallelism: 4,
  libuvThreads: 4,
  ...more,
});
const idsOf = (more: Partial<MachineFacts>): readonly string[] => findMachineProblems(facts(more)).map(({ id }) => id);

test('says how many cores there are, and why', async () => {
  const { text, data, exitCode } = await run(commandCall('.', { variables: { NSI_THREADS: '3' } }));

  expect(text).toMatch(/^effective cores {4,}3 \(NSI_THREADS says so/);
  expect(text).toMatch(/pool at each level +conservative 1, balanced 2, aggressive 3\n/);
  expect(data).toMatchObject({ parallelism: { threads: 3, source: 'env' }, capabilities: { simd: true } });
  expect(exitCode).toBe(0);
});

test('refuses a variable that is no number of threads', async () => {
  expect(await codeOfAsync(run(commandCall('.', { variables: { NSI_THREADS: 'many' } })))).toBe('NSI_CPU_THREADS');
});

test('finds nothing where everything fits', () => {
  expect(idsOf({})).toEqual([]);
});

test('finds quotas that the defaults do not know of', () => {
  expect(idsOf({ parallelism: { threads: 1, source: 'cgroup-v2', quota: 1.5 } })).toEqual(['quota-below-cores']);
  expect(idsOf({ parallelism: { threads: 1, source: 'cgroup-v1', quota: 0.5 } })).toEqual(['quota-below-cores', 'quota-below-one-core']);
  expect(idsOf({ parallelism: { threads: 8, source: 'env', quota: 2 } })).toEqual([
    'threads-above-quota',
    'quota-below-cores',
    'libuv-pool-small',
  ]);
});

test('finds missing vectors, a small libuv pool and huge pages that are switched off', () => {
  const { capabilities } = facts({});
  expect(idsOf({ capabilities: { ...capabilities, simd: false, thp: 'never' }, libuvThreads: 2 })).toEqual([
    'no-simd',
    'libuv-pool-small',
    'no-huge-pages',
  ]);
});

test('exits with 3 for a finding that is severe enough', async () => {
  const variables = { NSI_THREADS: '900', UV_THREADPOOL_SIZE: '2' };

  expect((await run(commandCall('.', { variables, options: { failOn: 'low' } }))).exitCode).toBe(3);
  expect((await run(commandCall('.', { variables, options: { failOn: 'high' } }))).exitCode).toBe(0);
});
