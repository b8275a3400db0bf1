import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { expectClean, expectFound } from '../../test/expect-planted.ts';
import { profilePlanted } from '../../test/profile-planted.ts';
import { zlibLevel } from './zlib-level.ts';

test('names the line of the planted program', () => expectFound('zlib-level'));

test('tells how much smaller the bytes became', async () => {
  const found = (await profilePlanted('zlib-level', 'slow')).finding('zlib-level');

  expect(found?.evidence.find(({ label }) => label === 'times smaller')?.value).toBeGreaterThan(1);
});

test('has nothing to say about its clean twin', () => expectClean('zlib-level'));

const evidence = (ns: number, key: string, name = 'zlib.gzip') =>
  evidenceOf({ counters: [{ name, count: 10, timedCount: 1, ns, keys: [[key, 10]] }], summary: { cpuNs: 1e9 } });

test('speaks of level 9 that takes 15 % of the CPU time', () => {
  expect(zlibLevel.test(evidence(2e8, 'level 9'))).toMatchObject([{ id: 'zlib-level' }]);
  expect(zlibLevel.test(evidence(1e8, 'level 9'))).toEqual([]);
  expect(zlibLevel.test(evidence(2e8, 'level 6'))).toEqual([]);
});

test('takes Brotli without a level for its highest, and with a low one for low', () => {
  expect(zlibLevel.test(evidence(2e8, 'level default', 'zlib.brotliCompress'))).toMatchObject([{ id: 'zlib-level' }]);
  expect(zlibLevel.test(evidence(2e8, 'level 4', 'zlib.brotliCompress'))).toEqual([]);
});
