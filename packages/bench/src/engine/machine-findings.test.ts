import type { EnvironmentCapture } from '@nsi/core/report';
import { expect, test } from 'vitest';
import { machineFindings } from './machine-findings.ts';

const calm = { loadAverage: [0.1, 0, 0], cores: 2, stealRatio: 0, throttledRatio: 0 } as unknown as EnvironmentCapture;

test('a calm machine needs no words', () => {
  expect(machineFindings(calm, 'performance')).toEqual([]);
});

test.each([
  [
    { loadAverage: [3.2, 2, 1] },
    undefined,
    'The machine was busy: a load of 3.2 on 2 cores when the run began. Ratios hold; absolute times are too long.',
  ],
  [{ stealRatio: 0.042 }, undefined, 'Other guests of this host took 4.2 % of the CPU time during the run.'],
  [{ throttledRatio: 0.5 }, undefined, "The container's CPU limit stopped the run in 50 % of the scheduling periods."],
  [{}, 'powersave', 'The CPU frequency is not pinned (governor powersave): absolute times move with temperature and load.'],
] as const)('%o is told in words', (change, governor, message) => {
  expect(machineFindings({ ...calm, ...change }, governor).map((finding) => finding.message)).toEqual([message]);
});
