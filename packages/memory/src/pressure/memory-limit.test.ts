import { totalmem } from 'node:os';
import { expect, test } from 'vitest';
import { memoryLimit, readMemoryLimit } from './memory-limit.ts';
import { readStallRatio, readWorkingSet } from './memory-use.ts';
import type { SystemFiles } from './system-files.ts';

const gib = 2 ** 30;
const hostBytes = 16 * gib;
const unlimited = '9223372036854771712\n';
const filesOf = (files: Readonly<Record<string, string>>): SystemFiles => ({ read: (path) => files[path] });

const version2 = {
  '/proc/self/mountinfo': '24 1 8:1 / / rw - ext4 /dev/sda1 rw\n31 24 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw\n',
  '/proc/self/cgroup': '0::/kubepods/pod7/app\n',
};
const version1 = {
  '/proc/self/mountinfo':
    '35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory\n36 31 0:33 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu\n',
  '/proc/self/cgroup': '5:cpu:/\n4:memory:/docker/abc\n0::/\n',
};

test('takes the memory of the machine where nothing else is said', () => {
  expect(readMemoryLimit(filesOf({}), hostBytes)).toEqual({ bytes: hostBytes, source: 'host', path: undefined, softBytes: undefined });
});

test('takes the lowest bound of a nested version 2 group', () => {
  const files = filesOf({
    ...version2,
    '/sys/fs/cgroup/kubepods/pod7/app/memory.max': 'max\n',
    '/sys/fs/cgroup/kubepods/pod7/memory.max': `${gib}\n`,
    '/sys/fs/cgroup/kubepods/memory.max': `${8 * gib}\n`,
  });

  expect(readMemoryLimit(files, hostBytes)).toMatchObject({
    bytes: gib,
    source: 'cgroup-v2',
    path: '/sys/fs/cgroup/kubepods/pod7/memory.max',
  });
});

test('says from where on the kernel slows the process down', () => {
  const files = filesOf({
    ...version2,
    '/sys/fs/cgroup/kubepods/pod7/app/memory.max': `${gib}`,
    '/sys/fs/cgroup/kubepods/pod7/app/memory.high': `${gib / 2}`,
  });

  expect(readMemoryLimit(files, hostBytes)).toMatchObject({ bytes: gib, softBytes: gib / 2 });
});

test('takes the lowest bound of a version 1 group, and its huge number for no bound', () => {
  const folder = '/sys/fs/cgroup/memory';
  const files = filesOf({
    ...version1,
    [`${folder}/docker/abc/memory.limit_in_bytes`]: unlimited,
    [`${folder}/docker/memory.limit_in_bytes`]: `${2 * gib}`,
    [`${folder}/memory.limit_in_bytes`]: unlimited,
  });

  expect(readMemoryLimit(files, hostBytes)).toMatchObject({
    bytes: 2 * gib,
    source: 'cgroup-v1',
    path: `${folder}/docker/memory.limit_in_bytes`,
  });
  expect(readMemoryLimit(filesOf({ ...version1, [`${folder}/docker/abc/memory.limit_in_bytes`]: unlimited }), hostBytes).source).toBe(
    'host',
  );
});

test('finds the group of a container that sees only its own part of the hierarchy', () => {
  const bindMounted = filesOf({
    '/proc/self/mountinfo': '35 31 0:32 /docker/abc /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory\n',
    '/proc/self/cgroup': '4:memory:/docker/abc\n',
    '/sys/fs/cgroup/memory/memory.limit_in_bytes': `${gib}`,
  });
  const namespaced = filesOf({ ...version2, '/proc/self/cgroup': '0::/\n', '/sys/fs/cgroup/memory.max': `${gib}` });
  const outside = filesOf({ ...version2, '/proc/self/cgroup': '0::/../../other\n', '/sys/fs/cgroup/memory.max': `${gib}` });

  for (const files of [bindMounted, namespaced, outside]) expect(readMemoryLimit(files, hostBytes).bytes).toBe(gib);
});

test('reads mount points with blanks', () => {
  const files = filesOf({
    '/proc/self/mountinfo': '31 24 0:26 / /mnt/my\\040groups rw - cgroup2 cgroup2 rw\n',
    '/proc/self/cgroup': '0::/\n',
    '/mnt/my groups/memory.max': `${gib}`,
  });

  expect(readMemoryLimit(files, hostBytes).path).toBe('/mnt/my groups/memory.max');
});

test('takes a resource limit when that is lower', () => {
  const limits = `Limit                     Soft Limit           Hard Limit           Units\nMax data size             unlimited            unlimited            bytes\nMax address space         ${gib}           unlimited            bytes\n`;
  const files = filesOf({ ...version2, '/sys/fs/cgroup/kubepods/memory.max': `${2 * gib}`, '/proc/self/limits': limits });

  expect(readMemoryLimit(files, hostBytes)).toMatchObject({ bytes: gib, source: 'rlimit', path: '/proc/self/limits' });
});

test.each(['', 'max', '0', '-1', '1e9', 'x', `${2 ** 60}`])('takes a bound of %j for none', (text) => {
  expect(readMemoryLimit(filesOf({ ...version2, '/sys/fs/cgroup/kubepods/memory.max': text }), hostBytes).bytes).toBe(hostBytes);
});

test('survives files that are not what they should be', () => {
  const files = filesOf({
    '/proc/self/mountinfo': 'x\n - cgroup2\n\n1 2 3 4 5',
    '/proc/self/cgroup': '::\n\u0000',
    '/proc/self/limits': 'Max data size',
  });

  expect(readMemoryLimit(files, hostBytes).source).toBe('host');
});

test('gives this process a bound that the machine has, and the same object until it is too old', () => {
  const limit = memoryLimit();

  expect(limit.bytes).toBeGreaterThan(2 ** 20);
  expect(limit.bytes).toBeLessThanOrEqual(totalmem());
  expect(memoryLimit()).toBe(limit);
  expect(memoryLimit({ maxAgeMs: -1 })).not.toBe(limit);
});

test('counts what the group that sets the bound uses, without pages it can drop', () => {
  const files = filesOf({ '/g/memory.current': '1000\n', '/g/memory.stat': 'anon 5\ninactive_file 300\nactive_file 10\n' });
  const older = filesOf({ '/g/memory.usage_in_bytes': '1000', '/g/memory.stat': 'inactive_file 1\ntotal_inactive_file 400' });
  const limit = { bytes: 1, softBytes: undefined };

  expect(readWorkingSet(files, { ...limit, source: 'cgroup-v2', path: '/g/memory.max' })).toBe(700);
  expect(readWorkingSet(older, { ...limit, source: 'cgroup-v1', path: '/g/memory.limit_in_bytes' })).toBe(600);
  expect(readWorkingSet(filesOf({}), { ...limit, source: 'cgroup-v2', path: '/g/memory.max' })).toBeUndefined();
  expect(readWorkingSet(files, { ...limit, source: 'host', path: undefined })).toBeUndefined();
});

test('reads how long programs wait for memory, of the group before the machine', () => {
  const machine = {
    '/proc/pressure/memory': 'some avg10=12.50 avg60=1.00 avg300=0.10 total=1\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n',
  };

  expect(readStallRatio(filesOf(machine))).toBe(0.125);
  expect(
    readStallRatio(
      filesOf({ ...machine, ...version2, '/sys/fs/cgroup/kubepods/memory.pressure': 'some avg10=50.00 avg60=0 avg300=0 total=0' }),
    ),
  ).toBe(0.5);
  expect(readStallRatio(filesOf({}))).toBeUndefined();
});
