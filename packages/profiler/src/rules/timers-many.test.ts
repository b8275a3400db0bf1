import type { ProfileSeries } from '@nsi/core/report';
import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { expectClean, expectFound } from '../../test/expect-planted.ts';
import { timersMany } from './timers-many.ts';

test('names the line of the planted program', () => expectFound('timers-many'));

test('has nothing to say about its clean twin', () => expectClean('timers-many'));

const evidence = (count: number) => evidenceOf({ report: { series: { timeNs: [0], timerCount: [count] } as unknown as ProfileSeries } });

test('speaks of more than 10,000', () => {
  expect(timersMany.test(evidence(10_001))).toMatchObject([{ id: 'timers-many' }]);
  expect(timersMany.test(evidence(10_000))).toEqual([]);
});
