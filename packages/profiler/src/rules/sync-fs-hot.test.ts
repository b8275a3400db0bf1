import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { expectClean, expectFound } from '../../test/expect-planted.ts';
import { syncFsHot } from './sync-fs-hot.ts';

test('names the line of the planted program', () => expectFound('sync-fs-hot'));

test('has nothing to say about its clean twin', () => expectClean('sync-fs-hot'));

const evidence = (fileSamples: number, count: number) =>
  evidenceOf({
    stacks: [
      ['render app.js:3 > readFileSync node:fs:400', fileSamples],
      ['render app.js:3', 1000 - fileSamples],
    ],
    counters: [{ name: 'fs.readFileSync', count }],
  });

test('speaks when the interval of the share lies above 5 %, of at least 200 calls', () => {
  expect(syncFsHot.test(evidence(70, 200))).toMatchObject([{ id: 'sync-fs-hot', severity: 'low', where: [{ file: 'app.js', line: 3 }] }]);
  expect(syncFsHot.test(evidence(60, 200))).toEqual([]);
  expect(syncFsHot.test(evidence(70, 199))).toEqual([]);
});

test('what the module loader reads is not the program reading', () => {
  const loading = evidenceOf({
    stacks: [
      ['main app.js:3 > (anonymous) node:internal/modules/cjs/loader:1900 > readFileSync node:fs:400', 300],
      ['main app.js:3', 700],
    ],
    counters: [{ name: 'fs.readFileSync', count: 300 }],
  });

  expect(syncFsHot.test(loading)).toEqual([]);
});
