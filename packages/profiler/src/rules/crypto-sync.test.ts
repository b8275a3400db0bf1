import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { expectClean, expectFound } from '../../test/expect-planted.ts';
import { cryptoSync } from './crypto-sync.ts';

test('names the line of the planted program', () => expectFound('crypto-sync'));

test('has nothing to say about its clean twin', () => expectClean('crypto-sync'));

const evidence = (samples: number, longestNs = 1e6, startupCount = 0) =>
  evidenceOf({
    stacks: [
      ['work app.js:3 > pbkdf2Sync node:internal/crypto/pbkdf2:60', samples],
      ['rest app.js:9', 1000 - samples],
    ],
    counters: [{ name: 'crypto.pbkdf2Sync', count: 10, startupCount, ns: 10e6, longestNs, bytes: 500 }],
  });

test('speaks when the interval of the share lies above 5 %', () => {
  expect(cryptoSync.test(evidence(80))).toMatchObject([{ id: 'crypto-sync', where: [{ file: 'app.js', line: 3 }] }]);
  expect(cryptoSync.test(evidence(50))).toEqual([]);
});

test('one call that takes 20 ms after the start-up is worth a hint', () => {
  expect(cryptoSync.test(evidence(50, 20e6))).toMatchObject([{ certainty: 'hint', signal: { name: 'longest call', value: 20e6 } }]);
  expect(cryptoSync.test(evidence(50, 19e6))).toEqual([]);
  expect(cryptoSync.test(evidence(50, 20e6, 10))).toEqual([]);
});

test('tells how long the calls take', () => {
  expect(cryptoSync.test(evidence(80))[0]?.evidence).toContainEqual({ label: 'time a call', value: 1e6, unit: 'ns' });
});
