import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { expectClean, expectFound } from '../../test/expect-planted.ts';
import { syncFsRepeat } from './sync-fs-repeat.ts';

test('names the line of the planted program', () => expectFound('sync-fs-repeat'));

test('has nothing to say about its clean twin', () => expectClean('sync-fs-repeat'));

const evidence = (samples: number, repeatCount: number) =>
  evidenceOf({
    stacks: [
      ['work app.js:3 > readFileSync node:fs:400', samples],
      ['rest app.js:9', 1000 - samples],
    ],
    counters: [{ name: 'fs.readFileSync', count: 500, repeatCount }],
  });

test('speaks when nine of ten reads are of a file that was read before', () => {
  expect(syncFsRepeat.test(evidence(90, 460))).toMatchObject([{ id: 'sync-fs-repeat' }]);
  expect(syncFsRepeat.test(evidence(90, 440))).toEqual([]);
  expect(syncFsRepeat.test(evidence(50, 460))).toEqual([]);
});
