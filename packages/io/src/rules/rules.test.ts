import type { CallCounter, ProfileReport } from '@nsi/core/report';
import { expect, test } from 'vitest';
import ioRules from '../rules.ts';
import { consoleHot } from './console-hot.ts';
import { smallWrites } from './small-writes.ts';
import { syncFsRepeat } from './sync-fs-repeat.ts';

const place = { file: 'app.js', line: 7, column: 3, function: 'render', count: 9 };
function profile(counter: Partial<CallCounter>, summary: Partial<ProfileReport['summary']> = {}): { readonly profile: ProfileReport } {
  const whole = { name: '', count: 0, timedCount: 0, ns: 0, longestNs: 0, bytes: 0, places: [place], startupCount: 0, ...counter };
  return { profile: { counters: [whole], summary: { wallNs: 1e9, cpuNs: 1e9, ...summary } } as unknown as ProfileReport };
}

test('speaks of files that are read again and again', () => {
  const reads = {
    name: 'fs.readFileSync',
    count: 1000,
    ns: 0.2e9,
    distinctCount: 2,
    repeatCount: 998,
    keys: [['/etc/config', 990]] as const,
  };

  expect(syncFsRepeat.test(profile(reads))).toMatchObject([
    {
      severity: 'high',
      where: [{ file: 'app.js', line: 7, function: 'render' }],
      expectedGain: { share: 0.2 },
      fix: { function: 'cachedFile' },
    },
  ]);
});

test.each([
  ['few', { count: 55, repeatCount: 49 }],
  ['of many files', { count: 1000, repeatCount: 899 }],
  ['at the start', { count: 1000, repeatCount: 0, startupCount: 1000 }],
])('says nothing of reads that are %s', (_, counter) => {
  expect(syncFsRepeat.test(profile({ name: 'fs.readFileSync', ...counter }))).toEqual([]);
});

test('speaks of many small writes', () => {
  const small = { name: 'fs.writeSync', count: 5000, bytes: 5000 * 80, ns: 0.05e9 };

  expect(smallWrites.test(profile(small))).toMatchObject([{ severity: 'medium', message: '5000 writes a second of 80 bytes each.' }]);
  expect(smallWrites.test(profile({ ...small, name: 'fs.promises.appendFile' }))).toHaveLength(1);
});

test.each([
  ['few', { count: 1000, bytes: 1000 }],
  ['large', { count: 5000, bytes: 5000 * 1024 }],
  ['not weighed', { count: 5000, bytes: 0 }],
  ['reads', { name: 'fs.readSync', count: 5000, bytes: 5000 }],
])('says nothing of writes that are %s', (_, counter) => {
  expect(smallWrites.test(profile({ name: 'fs.write', ...counter }))).toEqual([]);
});

test('speaks of a console that takes a tenth of the time', () => {
  const printing = { name: 'console.log', count: 10_000, ns: 0.1e9, bytes: 1e6 };

  expect(consoleHot.test(profile(printing))).toMatchObject([{ severity: 'medium', expectedGain: { share: 0.1, of: 'cpu' } }]);
  expect(consoleHot.test(profile({ ...printing, ns: 0.3e9 }))).toMatchObject([{ severity: 'high' }]);
  expect(consoleHot.test(profile({ ...printing, ns: 0.099e9 }))).toEqual([]);
  expect(consoleHot.test(profile({ ...printing, count: 199 }))).toEqual([]);
});

test('no rule speaks of a profile without counters', () => {
  const bare = { profile: { summary: { wallNs: 0, cpuNs: 0 } } as unknown as ProfileReport };

  for (const rule of ioRules) expect(rule.test(bare)).toEqual([]);
});
