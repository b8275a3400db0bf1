import { expect, test } from 'vitest';
import { inspectLimits, type LimitsReport } from './inspect-limits.ts';

const gib = 2 ** 30;
const group = '/sys/fs/cgroup/app';
const container = {
  '/proc/self/mountinfo': '31 24 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n',
  '/proc/self/cgroup': '0::/app\n',
  '/.dockerenv': '',
};

function inspect(files: Readonly<Record<string, string>>, { heapLimitBytes = 4 * gib, options = '' } = {}): LimitsReport {
  return inspectLimits({
    files: { read: (path) => files[path] },
    hostBytes: 16 * gib,
    heapLimitBytes,
    execArgv: [],
    variables: { NODE_OPTIONS: options },
  });
}

const ids = ({ findings }: LimitsReport): readonly string[] => findings.map(({ id }) => id);

test('warns when the heap may grow past what the container has, and says what to set', () => {
  const report = inspect({ ...container, [`${group}/memory.max`]: `${gib}` });

  expect(ids(report)).toEqual(['heap-above-limit']);
  expect(report.findings[0]).toMatchObject({ severity: 'high', certainty: 'certain' });
  expect(report.findings[0]?.message).toContain('heap grow to 4.00 GiB (by default), but the system stops the program at 1.00 GiB');
  expect(report.recommendedFlags).toEqual(['--max-old-space-size=768']);
});

test('leaves room beside the heap in a small container', () => {
  const report = inspect({ ...container, [`${group}/memory.max`]: `${gib / 4}` });

  expect(report.recommendedFlags).toEqual(['--max-old-space-size=160']);
});

test('keeps to the bound from which the kernel slows the program down', () => {
  const report = inspect({ ...container, [`${group}/memory.max`]: `${2 * gib}`, [`${group}/memory.high`]: `${gib}` });

  expect(ids(report)).toEqual(['heap-above-limit', 'soft-limit']);
  expect(report.recommendedFlags).toEqual(['--max-old-space-size=768']);
});

test('says when most of a container can never be used by the heap', () => {
  const report = inspect(
    { ...container, [`${group}/memory.max`]: `${8 * gib}` },
    { heapLimitBytes: 2 * gib, options: '--max-old-space-size=2048 --no-warnings' },
  );

  expect(ids(report)).toEqual(['heap-far-below-limit']);
  expect(report.heapFlags).toEqual(['--max-old-space-size=2048']);
  expect(report.recommendedFlags).toEqual(['--max-old-space-size=6144']);
});

test('has nothing to say about bounds that fit each other', () => {
  const report = inspect({ ...container, [`${group}/memory.max`]: `${4 * gib}` }, { heapLimitBytes: 3 * gib });

  expect(report).toMatchObject({ findings: [], recommendedFlags: [], isContainer: true });
  expect(inspect({})).toMatchObject({ findings: [], isContainer: false, limit: { source: 'host' } });
});

test('tells of kills, of use near the limit, of stalls, of swap and of a container without a limit', () => {
  const report = inspect(
    {
      ...container,
      [`${group}/memory.max`]: `${gib}`,
      [`${group}/memory.current`]: `${gib}`,
      [`${group}/memory.stat`]: 'inactive_file 0\n',
      [`${group}/memory.events`]: 'low 0\noom 3\noom_kill 2\n',
      [`${group}/memory.pressure`]: 'some avg10=40.00 avg60=0 avg300=0 total=0\n',
      [`${group}/memory.swap.max`]: 'max\n',
      '/proc/meminfo': 'MemTotal: 1 kB\nSwapTotal:       1048576 kB\n',
    },
    { heapLimitBytes: 0.7 * gib },
  );

  expect(ids(report)).toEqual(['killed-for-memory', 'limit-nearly-used', 'memory-stalls', 'swap']);
  expect(report).toMatchObject({ killCount: 2, swapBytes: gib, stallRatio: 0.4 });
  expect(ids(inspect(container))).toEqual(['container-without-limit']);
});

test('counts no swap that the group may not use', () => {
  const report = inspect(
    { ...container, [`${group}/memory.max`]: `${4 * gib}`, [`${group}/memory.swap.max`]: '0', '/proc/meminfo': 'SwapTotal: 1048576 kB' },
    { heapLimitBytes: 3 * gib },
  );

  expect(report).toMatchObject({ swapBytes: 0, findings: [] });
});

test('looks at this process when nothing else is given', () => {
  const report = inspectLimits();

  expect(report.heapLimitBytes).toBeGreaterThan(2 ** 20);
  expect(report.limit.bytes).toBeLessThanOrEqual(report.hostBytes);
});
