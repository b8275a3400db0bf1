import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { expectClean, expectFound } from '../../test/expect-planted.ts';
import { cryptoSync } from './crypto-sync.ts';

test('names the line of the planted program', () => expectFound('crypto-sync'));

test('has nothing to say about its clean twin', () => expectClean('crypto-sync'));

const evidence = (samples: number) =>
  evidenceOf({
    stacks: [
      ['work app.js:3 > pbkdf2Sync node:internal/crypto/pbkdf2:60', samples],
      ['rest app.js:9', 1000 - samples],
    ],
    counters: [{ name: 'crypto.pbkdf2Sync', count: 5000, bytes: 50_000 }],
  });

test('speaks when the interval of the share lies above 5 %', () => {
  expect(cryptoSync.test(evidence(80))).toMatchObject([{ id: 'crypto-sync', where: [{ file: 'app.js', line: 3 }] }]);
  expect(cryptoSync.test(evidence(50))).toEqual([]);
});
