import { expect, test } from 'vitest';
import { exampleCase, reportOfCases } from '../../test/arbitrary-report.ts';
import { machineChecks } from './machine-checks.ts';
import { noiseFindings, noiseFloorOf } from './noise-floor.ts';
import noiseSuite from './noise-suites.ts';

test('says of each restless setting what to switch off', () => {
  const files: Record<string, string> = {
    '/sys/devices/system/cpu/cpufreq/boost': '1\n',
    '/sys/devices/system/cpu/smt/active': '1\n',
    '/proc/swaps': 'Filename\n/swap file\n',
    '/sys/class/power_supply/AC/online': '0\n',
    '/proc/cpuinfo': 'flags\t\t: fpu hypervisor sse\n',
    '/proc/sys/kernel/perf_event_paranoid': '4\n',
  };

  expect(machineChecks((path) => files[path]).map(({ id }) => id)).toEqual([
    'doctor-boost',
    'doctor-smt',
    'doctor-swap',
    'doctor-battery',
    'doctor-hypervisor',
    'doctor-perf',
  ]);
});

test('says nothing where the system tells nothing', () => {
  expect(machineChecks(() => undefined)).toEqual([]);
});

test('the floor is the farthest bound, and a false alarm is told of', () => {
  const [comparison] = exampleCase().comparisons;
  if (!comparison) throw new Error('expected a comparison');
  const floor = noiseFloorOf(
    reportOfCases([
      exampleCase({ comparisons: [{ ...comparison, interval: [0.99, 1.02], verdict: 'no change' }] }),
      exampleCase({ id: 'b', comparisons: [{ ...comparison, interval: [1.03, 1.05], verdict: 'regression' }] }),
    ]),
  );

  expect(floor.floorRatio).toBeCloseTo(0.05);
  expect(noiseFindings(floor).map(({ id, severity }) => [id, severity])).toEqual([
    ['doctor-noise-floor', 'medium'],
    ['doctor-false-alarm', 'high'],
  ]);
});

test('both names of the noise suite run equal code', async () => {
  const outputs = await Promise.all(
    noiseSuite.variants.map(async ({ create }) => (await create({ context: undefined, params: { work: 'map' }, level: 'balanced' }))()),
  );

  expect(outputs[0]).toEqual(outputs[1]);
});
