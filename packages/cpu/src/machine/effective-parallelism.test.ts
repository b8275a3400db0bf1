import { describe, expect, test } from 'vitest';
import { codeOf } from '@nsi/workbench/test';
import { readMemoryFacts, capabilities } from './capabilities.ts';
import { effectiveParallelism, readEffectiveParallelism } from './effective-parallelism.ts';
import type { SystemFiles } from './system-files.ts';

/** A system whose files are these. */
const system = (files: Readonly<Record<string, string>>): SystemFiles => ({ read: (path) => files[path] });

const status = (list: string): string => `Name:\tnode\nCpus_allowed:\tff\nCpus_allowed_list:\t${list}\nMems_allowed:\t1\n`;
const v2 = (path: string, quotas: Readonly<Record<string, string>>, more: Readonly<Record<string, string>> = {}): SystemFiles =>
  system({
    '/proc/self/mountinfo': '30 24 0:26 / /sys/fs/cgroup rw,nosuid,nodev shared:4 - cgroup2 cgroup2 rw,nsdelegate\n',
    '/proc/self/cgroup': `0::${path}\n`,
    '/proc/self/status': status('0-1'),
    ...Object.fromEntries(Object.entries(quotas).map(([folder, text]) => [`/sys/fs/cgroup${folder}/cpu.max`, `${text}\n`])),
    ...more,
  });
const v1 = (path: string, quotas: Readonly<Record<string, string>>, list = '0-1'): SystemFiles =>
  system({
    '/proc/self/mountinfo': '33 25 0:29 / /sys/fs/cgroup/cpu,cpuacct rw,nosuid - cgroup cgroup rw,cpu,cpuacct\n',
    '/proc/self/cgroup': `11:memory:/elsewhere\n4:cpu,cpuacct:${path}\n`,
    '/proc/self/status': status(list),
    ...Object.fromEntries(
      Object.entries(quotas).flatMap(([folder, quota]) => [
        [`/sys/fs/cgroup/cpu,cpuacct${folder}/cpu.cfs_quota_us`, `${quota}\n`],
        [`/sys/fs/cgroup/cpu,cpuacct${folder}/cpu.cfs_period_us`, '100000\n'],
      ]),
    ),
  });

describe('version 2', () => {
  test.each([
    ['50000 100000', { threads: 1, source: 'cgroup-v2', quota: 0.5 }],
    ['100000 100000', { threads: 1, source: 'cgroup-v2', quota: 1 }],
    ['150000 100000', { threads: 1, source: 'cgroup-v2', quota: 1.5 }],
    ['200000 100000', { threads: 2, source: 'affinity', quota: 2 }],
    ['50000 20000', { threads: 2, source: 'affinity', quota: 2.5 }],
    ['max 100000', { threads: 2, source: 'affinity' }],
  ] as const)('a quota of %s', (quota, expected) => {
    expect(readEffectiveParallelism(v2('/', { '': quota }), {}, 2)).toEqual(expected);
  });

  test('the tightest group around the process decides', () => {
    const files = v2('/pod/app/worker', {
      '/pod': '150000 100000',
      '/pod/app': '400000 100000',
      '/pod/app/worker': 'max 100000',
    });

    expect(readEffectiveParallelism(files, {}, 2)).toEqual({ threads: 1, source: 'cgroup-v2', quota: 1.5 });
  });

  test('a group of another namespace is read at the mount', () => {
    const files = v2('/../../outside', { '': '100000 100000' });

    expect(readEffectiveParallelism(files, {}, 2)).toEqual({ threads: 1, source: 'cgroup-v2', quota: 1 });
  });

  test('a mount of a part of the hierarchy is followed', () => {
    const files = v2(
      '/docker/abc/inner',
      { '/inner': '50000 100000' },
      {
        '/proc/self/mountinfo': '30 24 0:26 /docker/abc /sys/fs/cgroup rw - cgroup2 cgroup rw\n',
      },
    );

    expect(readEffectiveParallelism(files, {}, 2).quota).toBe(0.5);
  });
});

describe('version 1', () => {
  test.each([
    ['50000', { threads: 1, source: 'cgroup-v1', quota: 0.5 }],
    ['100000', { threads: 1, source: 'cgroup-v1', quota: 1 }],
    ['150000', { threads: 1, source: 'cgroup-v1', quota: 1.5 }],
    ['-1', { threads: 2, source: 'affinity' }],
  ] as const)('a quota of %s', (quota, expected) => {
    expect(readEffectiveParallelism(v1('/', { '': quota }), {}, 2)).toEqual(expected);
  });

  test('the tightest group around the process decides', () => {
    const files = v1('/pod/app', { '': '-1', '/pod': '300000', '/pod/app': '1200000' }, '0-15');

    expect(readEffectiveParallelism(files, {}, 16)).toEqual({ threads: 3, source: 'cgroup-v1', quota: 3 });
  });
});

test('counts the cores of the affinity mask', () => {
  expect(readEffectiveParallelism(system({ '/proc/self/status': status('0-3,8,10-11') }), {}, 16)).toEqual({
    threads: 7,
    source: 'affinity',
  });
  expect(readEffectiveParallelism(system({}), {}, 6)).toEqual({ threads: 6, source: 'affinity' });
});

test('does as NSI_THREADS says, and refuses what is no number of threads', () => {
  const files = v2('/', { '': '50000 100000' });

  expect(readEffectiveParallelism(files, { NSI_THREADS: '6' }, 2)).toEqual({ threads: 6, source: 'env', quota: 0.5 });
  expect(readEffectiveParallelism(files, { NSI_THREADS: '' }, 2).source).toBe('cgroup-v2');
  for (const text of ['0', '-2', '1.5', 'all', '5000']) {
    expect(codeOf(() => readEffectiveParallelism(files, { NSI_THREADS: text }, 2))).toBe('NSI_CPU_THREADS');
  }
});

test('answers for this process', () => {
  const { threads } = effectiveParallelism({ env: {} });

  expect(threads).toBeGreaterThanOrEqual(1);
  expect(capabilities()).toMatchObject({ simd: true, threads: true, threadsEffective: expect.any(Number) as number });
});

test('reads huge pages and the lowest memory bound', () => {
  const files = system({
    '/proc/self/mountinfo': '30 24 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n',
    '/proc/self/cgroup': '0::/a/b\n',
    '/sys/fs/cgroup/a/memory.max': '1000000\n',
    '/sys/fs/cgroup/a/b/memory.max': 'max\n',
    '/sys/kernel/mm/transparent_hugepage/enabled': 'always [madvise] never\n',
  });

  expect(readMemoryFacts(files, 8e9)).toEqual({ thp: 'madvise', memoryLimit: 1_000_000 });
  expect(readMemoryFacts(system({}), 8e9)).toEqual({ thp: 'n/a', memoryLimit: 8e9 });
});
