import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { diff } from './diff.ts';

const report = (render: number, parse: number, findings: readonly string[] = [], operations?: number) =>
  evidenceOf({
    stacks: [
      ['render app.js:3', render],
      ['parse app.js:9', parse],
      ['(idle)', 500],
    ],
    report: {
      findings: findings.map((id) => ({ id, severity: 'high', message: id, evidence: [] })),
      ...(operations === undefined ? {} : { spans: [{ name: 'order', count: operations, ns: 1, maxNs: 1, errorCount: 0 }] }),
    },
  }).profile;

test('names what got faster and what got slower, the largest change first', () => {
  const { functions, whole, solved, appeared } = diff(report(1000, 200, ['json-clone']), report(300, 400, ['gc-share']));

  expect(functions.map(({ name, verdict }) => [name, verdict])).toEqual([
    ['render', 'improvement'],
    ['parse', 'regression'],
  ]);
  expect(functions[0]!.ratio).toBeCloseTo(0.3, 5);
  expect(whole).toMatchObject({ beforeNs: 1.2e9, afterNs: 0.7e9, verdict: 'improvement' });
  expect([solved, appeared]).toEqual([['json-clone'], ['gc-share']]);
});

test('a profile is the same as itself, and few samples tell nothing', () => {
  expect(diff(report(40_000, 0), report(40_000, 0)).whole.verdict).toBe('no change');
  expect(diff(report(10, 0), report(14, 0)).whole.verdict).toBe('inconclusive');
});

test('a function that was not there before has a wide interval, not an infinite one', () => {
  const { functions } = diff(report(1000, 0), report(1000, 200));

  expect(functions[0]).toMatchObject({ name: 'parse', beforeNs: 0, verdict: 'regression' });
  expect(Number.isFinite(functions[0]!.interval[1])).toBe(true);
});

test('runs that did the same thing more often are compared by operation', () => {
  const { operation, whole } = diff(report(1000, 0, [], 100), report(1000, 0, [], 200));

  expect(operation).toEqual({ name: 'order', before: 100, after: 200 });
  expect(whole.ratio).toBeCloseTo(0.5, 5);
});
