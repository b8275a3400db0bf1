import type { ProfileSeries } from '@nsi/core/report';
import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { expectClean, expectFound } from '../../test/expect-planted.ts';
import { loopBlocked } from './loop-blocked.ts';

test('names the line of the planted program', () => expectFound('loop-blocked'));

test('has nothing to say about its clean twin', () => expectClean('loop-blocked'));

const evidence = (durationNs: number, eventLoopUtilization: number, turns = 2) =>
  evidenceOf({
    stacks: [['work app.js:3', 900]],
    summary: { eventLoopUtilization },
    report: {
      series: {
        timeNs: [0, 1],
        delayNs: [0, durationNs],
      } as unknown as ProfileSeries,
      stretches: Array.from({ length: turns }, (_, index) => ({
        pid: 1,
        threadId: 0,
        startNs: 1e9 * index,
        durationNs,
        frame: 1,
        line: 3,
        share: 0.9,
      })),
    },
  });

test('speaks of turns of 50 ms, of a program that also waits', () => {
  expect(loopBlocked.test(evidence(60e6, 0.5))).toMatchObject([{ id: 'loop-blocked', where: [{ file: 'app.js', line: 3 }] }]);
  expect(loopBlocked.test(evidence(40e6, 0.5))).toEqual([]);
  expect(loopBlocked.test(evidence(60e6, 0.99))).toEqual([]);
  expect(loopBlocked.test(evidence(60e6, 0.5, 1))).toEqual([]);
  expect(loopBlocked.test(evidence(100e6, 0.5, 1))).toMatchObject([{ severity: 'medium' }]);
});
