import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { expectClean, expectFound } from '../../test/expect-planted.ts';
import { newConnections } from './new-connections.ts';

test('names the line of the planted program', () => expectFound('new-connections'));

test('has nothing to say about its clean twin', () => expectClean('new-connections'));

const evidence = (connects: number, trips: number) =>
  evidenceOf({
    counters: [{ name: 'net.connect', count: connects, keys: [['db:5432', connects]] }],
    waits: [{ kind: 'socket', peer: 'db:5432', count: trips }],
  });

test('speaks of 50 connections, three for ten round trips', () => {
  expect(newConnections.test(evidence(60, 100))).toMatchObject([{ id: 'new-connections' }]);
  expect(newConnections.test(evidence(40, 40))).toEqual([]);
  expect(newConnections.test(evidence(60, 400))).toEqual([]);
});
