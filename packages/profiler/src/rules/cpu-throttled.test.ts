import type { ProfileReport } from '@nsi/core/report';
import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { cpuThrottled } from './cpu-throttled.ts';

const evidence = (throttledRatio: number) =>
  evidenceOf({ report: { environment: { throttledRatio, cpuLimit: 0.5 } as unknown as ProfileReport['environment'] } });

test('speaks when the limit stopped one period in twenty', () => {
  expect(cpuThrottled.test(evidence(0.05))).toMatchObject([{ id: 'cpu-throttled', severity: 'note' }]);
  expect(cpuThrottled.test(evidence(0.049))).toEqual([]);
});
