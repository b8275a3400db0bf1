import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { expectClean, expectFound } from '../../test/expect-planted.ts';
import { gcShare } from './gc-share.ts';

test('names the line of the planted program', () => expectFound('gc-share'));

test('has nothing to say about its clean twin', () => expectClean('gc-share'));

const evidence = (samples: number, all: number, summary = {}, report = {}) =>
  evidenceOf({
    stacks: [
      ['(garbage collector)', samples],
      ['main app.js:3', all - samples],
    ],
    summary: { gcNs: 0.3e9, ...summary },
    report: {
      allocations: [{ frame: 2, line: 3, bytes: 1e9, share: 1 }],
      collections: { minorCount: 9, minorNs: 1e8, majorCount: 1, majorNs: 1e7, otherNs: 0, longestNs: 1e7, afterMajor: [] },
      ...report,
    },
  });

test('speaks of 10 % of at least 100 samples and of the CPU time', () => {
  expect(gcShare.test(evidence(125, 1000))).toMatchObject([{ id: 'gc-share', certainty: 'hint' }]);
  expect(gcShare.test(evidence(290, 1000))).toMatchObject([{ certainty: 'likely' }]);
  expect(gcShare.test(evidence(55, 190))).toMatchObject([{ certainty: 'hint' }]);
  expect(gcShare.test(evidence(110, 1000))).toEqual([]);
  expect(gcShare.test(evidence(60, 99))).toEqual([]);
  expect(gcShare.test(evidence(230, 1000, { gcNs: 0.09e9 }))).toEqual([]);
});

test('is a hint where others had the processor', () => {
  expect(gcShare.test(evidence(290, 1000, { wallNs: 2e9 }))).toMatchObject([{ certainty: 'hint' }]);
});

test('is a hint where no line of the program is known to allocate', () => {
  expect(gcShare.test(evidence(290, 1000, {}, { allocations: [] }))).toMatchObject([{ certainty: 'hint', where: [] }]);
});
