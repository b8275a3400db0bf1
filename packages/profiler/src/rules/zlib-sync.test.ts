import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { expectClean, expectFound } from '../../test/expect-planted.ts';
import { zlibSync } from './zlib-sync.ts';

test('names the line of the planted program', () => expectFound('zlib-sync'));

test('has nothing to say about its clean twin', () => expectClean('zlib-sync'));

const evidence = (samples: number) =>
  evidenceOf({
    stacks: [
      ['work app.js:3 > zlibBufferSync node:zlib:150', samples],
      ['rest app.js:9', 1000 - samples],
    ],
    counters: [{ name: 'zlib.gzipSync', count: 5000, bytes: 50_000 }],
  });

test('speaks when the interval of the share lies above 5 %', () => {
  expect(zlibSync.test(evidence(80))).toMatchObject([{ id: 'zlib-sync', where: [{ file: 'app.js', line: 3 }] }]);
  expect(zlibSync.test(evidence(50))).toEqual([]);
});
