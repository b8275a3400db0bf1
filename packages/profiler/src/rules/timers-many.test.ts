import type { ProfileSeries } from '@nsi/core/report';
import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { expectClean, expectFound } from '../../test/expect-planted.ts';
import { timersMany } from './timers-many.ts';

test('names the line of the planted program', () => expectFound('timers-many'));

test('has nothing to say about its clean twin', () => expectClean('timers-many'));

const evidence = (count: number, samples = 0) =>
  evidenceOf({
    stacks: [
      ['touch app.js:3 > insert node:internal/timers:400', samples],
      ['processTimers node:internal/timers:500 > sweep app.js:9', 1000 - samples],
    ],
    report: { series: { timeNs: [0], timerCount: [count] } as unknown as ProfileSeries },
  });

test('speaks of more than 10,000', () => {
  expect(timersMany.test(evidence(10_001))).toMatchObject([{ id: 'timers-many' }]);
  expect(timersMany.test(evidence(10_000))).toEqual([]);
});

test('speaks of fewer that take 5 % of the samples to keep', () => {
  expect(timersMany.test(evidence(1000, 80))).toMatchObject([{ id: 'timers-many', signal: { name: 'share of busy samples' } }]);
  expect(timersMany.test(evidence(1000, 50))).toEqual([]);
  expect(timersMany.test(evidence(999, 80))).toEqual([]);
});

test('speaks of timers that keep no process alive when setting them takes 10 % of the samples', () => {
  const setting = (samples: number) =>
    evidenceOf({
      stacks: [
        ['watch app.js:3 > setTimeout node:timers:123 > insert node:internal/timers:400', samples],
        ['rest app.js:9', 1000 - samples],
      ],
      report: { series: { timeNs: [0], timerCount: [0] } as unknown as ProfileSeries },
    });

  expect(timersMany.test(setting(130))).toMatchObject([{ id: 'timers-many', where: [{ file: 'app.js', line: 3 }] }]);
  expect(timersMany.test(setting(100))).toEqual([]);
});
