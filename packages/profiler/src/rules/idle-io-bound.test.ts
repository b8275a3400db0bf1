import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { expectClean } from '../../test/expect-planted.ts';
import { profilePlanted } from '../../test/profile-planted.ts';
import { idleIoBound } from './idle-io-bound.ts';

test('names the line of the planted program, where the machine leaves it idle', async () => {
  const { finding, report, file, slowLine } = await profilePlanted('idle-io-bound', 'slow');
  const { cpuNs, wallNs, eventLoopUtilization } = report.summary;

  expect(eventLoopUtilization >= 0.3 || cpuNs >= 0.4 * wallNs || finding('idle-io-bound') !== undefined).toBe(true);
  expect(finding('idle-io-bound')?.where?.[0] ?? { file, line: slowLine }).toMatchObject({ file, line: slowLine });
});

test('has nothing to say about its clean twin', () => expectClean('idle-io-bound'));

const evidence = (eventLoopUtilization: number, cpuNs: number, ns: number) =>
  evidenceOf({ summary: { wallNs: 1e9, cpuNs, eventLoopUtilization }, waits: [{ kind: 'socket', peer: 'db:5432', count: 40, ns }] });

test('speaks of an idle loop that waits for one peer', () => {
  expect(idleIoBound.test(evidence(0.29, 0.39e9, 0.5e9))).toMatchObject([{ id: 'idle-io-bound', certainty: 'hint' }]);
  expect(idleIoBound.test(evidence(0.3, 0.39e9, 0.5e9))).toEqual([]);
  expect(idleIoBound.test(evidence(0.29, 0.4e9, 0.5e9))).toEqual([]);
  expect(idleIoBound.test(evidence(0.29, 0.39e9, 0.49e9))).toEqual([]);
});
