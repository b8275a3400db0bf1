import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { expectClean, expectFound } from '../../test/expect-planted.ts';
import { dnsRepeat } from './dns-repeat.ts';

test('names the line of the planted program', () => expectFound('dns-repeat'));

test('has nothing to say about its clean twin', () => expectClean('dns-repeat'));

const evidence = (count: number, wallNs: number) =>
  evidenceOf({ counters: [{ name: 'dns.lookup', count, keys: [['db.example', count]] }], summary: { wallNs } });

test('speaks of 20 lookups a minute', () => {
  expect(dnsRepeat.test(evidence(25, 60e9))).toMatchObject([{ id: 'dns-repeat' }]);
  expect(dnsRepeat.test(evidence(25, 120e9))).toEqual([]);
  expect(dnsRepeat.test(evidence(19, 1e9))).toEqual([]);
});
