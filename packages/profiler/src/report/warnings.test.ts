import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { warningsOf } from './warnings.ts';

const { profile } = evidenceOf({ stacks: [['main /app/a.js:3', 500]], report: { isComplete: true }, summary: { overheadRatio: 0 } });
const sound = { ...profile, environment: { ...profile.environment, stealRatio: 0, throttledRatio: 0 } };

test('nothing is said of a whole profile with enough samples', () => {
  expect(warningsOf(sound, new Set())).toEqual([]);
});

test('workers that were ended before they could tell their profile are named', () => {
  expect(warningsOf(sound, new Set(), [3])).toEqual(['Missing: the last of worker 3, ended in a native call that did not answer.']);
  expect(warningsOf(sound, new Set(), [3, 5]).join()).toContain('workers 3, 5');
});

test('a profile that was cut off, and a machine that was busy elsewhere, are told', () => {
  const cut = { ...sound, isComplete: false, environment: { ...sound.environment, stealRatio: 0.2, throttledRatio: 0.1 } };

  expect(warningsOf(cut, new Set()).map((warning) => warning.slice(0, 12))).toEqual(['The program ', 'Other guests', 'A CPU limit ']);
});
