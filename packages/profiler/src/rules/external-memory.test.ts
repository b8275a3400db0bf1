import type { ProfileSeries } from '@nsi/core/report';
import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { expectClean, expectFound } from '../../test/expect-planted.ts';
import { externalMemory } from './external-memory.ts';

test('names the line of the planted program', () => expectFound('external-memory'));

test('has nothing to say about its clean twin', () => expectClean('external-memory'));

const mega = 2 ** 20;
const evidence = (external: readonly number[], heap: number) =>
  evidenceOf({
    report: {
      series: {
        externalBytes: external.map((value) => value * mega),
        heapUsedBytes: external.map(() => heap * mega),
      } as unknown as ProfileSeries,
    },
  });

test('speaks of 64 MiB that stay, beside a heap of less than half of it', () => {
  expect(externalMemory.test(evidence([10, 30, 50, 75], 30))).toMatchObject([{ id: 'external-memory' }]);
  expect(externalMemory.test(evidence([10, 30, 50, 73], 30))).toEqual([]);
  expect(externalMemory.test(evidence([10, 30, 50, 75], 40))).toEqual([]);
});

test('buffers that come and go are no growth', () => {
  expect(externalMemory.test(evidence([10, 90, 20, 95, 15, 90], 20))).toEqual([]);
});
