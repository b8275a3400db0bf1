import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { expectClean, expectFound } from '../../test/expect-planted.ts';
import { profile } from '../profile.ts';
import { promotion } from './promotion.ts';

test('names the line of the planted program', { timeout: 120_000 }, () => expectFound('promotion'));

test('has nothing to say about its clean twin', { timeout: 120_000 }, () => expectClean('promotion'));

test('a deep profile names what outlived the young generation', { timeout: 120_000 }, async () => {
  const file = fileURLToPath(new URL('../../test/planted/promotion/slow.mjs', import.meta.url));
  const report = await profile({ script: file }, { mode: 'deep', stdio: 'ignore' });
  const [most] = report.promoted ?? [];

  expect(report.frames[most!.frame]).toMatchObject({ file, name: 'record' });
  expect(most!.share).toBeGreaterThan(0.5);
});

const evidence = (majorCount: number, majorNs: number, { wallNs = 5e9, cpuNs = 5e9, externalBytes = [10e6], promoted = true } = {}) =>
  evidenceOf({
    stacks: [
      ['record app.js:3', 900],
      ['read app.js:9', 100],
    ],
    summary: { wallNs, cpuNs },
    report: {
      allocations: [{ frame: 2, line: 9, bytes: 1e9, share: 0.9 }],
      ...(promoted ? { promoted: [{ frame: 1, line: 3, bytes: 1e8, share: 1 }] } : {}),
      series: {
        timeNs: [1e9, 2e9],
        heapUsedBytes: [80e6, 60e6],
        externalBytes,
      } as never,
      collections: {
        minorCount: 9,
        minorNs: 1e8,
        majorCount,
        majorNs,
        otherNs: 0,
        longestNs: 1e7,
        afterMajor: [
          [1.5e9, 30e6],
          [2.5e9, 40e6],
        ],
      },
    },
  });

test('speaks of one major collection a second that take 5 % of the CPU time', () => {
  expect(promotion.test(evidence(5, 0.25e9))).toMatchObject([{ id: 'promotion', certainty: 'likely', where: [{ line: 3 }] }]);
  expect(promotion.test(evidence(5, 0.25e9))[0]?.evidence.at(-1)).toMatchObject({ value: 'of what outlived the young generation' });
  expect(promotion.test(evidence(5, 0.24e9))).toEqual([]);
  expect(promotion.test(evidence(4, 0.4e9, { wallNs: 1e9 }))).toEqual([]);
  expect(promotion.test(evidence(5, 0.4e9, { wallNs: 5.1e9 }))).toEqual([]);
});

test('says what the collections left and freed, and falls back on all allocations', () => {
  const [found] = promotion.test(evidence(5, 0.25e9, { promoted: false }));

  expect(found?.where).toMatchObject([{ line: 9 }]);
  expect(found?.evidence).toContainEqual({ label: 'heap after them, in the mean', value: 35e6, unit: 'bytes' });
  expect(found?.evidence).toContainEqual({ label: 'freed by each, in the mean', value: 35e6, unit: 'bytes' });
});

test('is a hint where others had the processor, and nothing where memory outside of the heap is more', () => {
  expect(promotion.test(evidence(12, 0.25e9, { wallNs: 10e9 }))).toMatchObject([{ certainty: 'hint' }]);
  expect(promotion.test(evidence(5, 0.25e9, { externalBytes: [81e6] }))).toEqual([]);
});
