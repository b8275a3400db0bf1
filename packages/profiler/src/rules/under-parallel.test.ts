import type { ProfileReport } from '@nsi/core/report';
import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { underParallel } from './under-parallel.ts';

const evidence = (wallNs: number, cpuNs: number) =>
  evidenceOf({
    stacks: [['work app.js:3', 1000]],
    summary: { wallNs, cpuNs, eventLoopUtilization: 0.98 },
    report: { environment: { cores: 4 } as unknown as ProfileReport['environment'] },
  });

test('speaks of 5 s on one of several cores', () => {
  expect(underParallel.test(evidence(6e9, 6e9))).toMatchObject([{ id: 'under-parallel', where: [{ file: 'app.js', line: 3 }] }]);
  expect(underParallel.test(evidence(4e9, 4e9))).toEqual([]);
  expect(underParallel.test(evidence(6e9, 20e9))).toEqual([]);
});
