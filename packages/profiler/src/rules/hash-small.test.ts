import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { expectClean, expectFound } from '../../test/expect-planted.ts';
import { hashSmall } from './hash-small.ts';

test('names the line of the planted program', () => expectFound('hash-small'));

test('has nothing to say about its clean twin', () => expectClean('hash-small'));

const evidence = (samples: number, bytes = 50_000) =>
  evidenceOf({
    stacks: [
      ['work app.js:3 > digest node:internal/crypto/hash:140', samples],
      ['rest app.js:9', 1000 - samples],
    ],
    counters: [{ name: 'crypto.Hash.update', count: 5000, bytes }],
  });

test('speaks when the interval of the share lies above 10 %', () => {
  expect(hashSmall.test(evidence(150))).toMatchObject([{ id: 'hash-small', where: [{ file: 'app.js', line: 3 }] }]);
  expect(hashSmall.test(evidence(100))).toEqual([]);
  expect(hashSmall.test(evidence(150, 5000 * 4096))).toEqual([]);
});
