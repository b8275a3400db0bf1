import type { ProfileReport } from '@nsi/core/report';
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
      target: { kind: 'script', path: 'app.js', args: [] },
      mode: 'default',
      isComplete: true,
      environment: { node: 'v24.0.0', cpuModel: 'EPYC' } as ProfileReport['environment'],
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

test('what makes two profiles hard to compare is told', () => {
  const [before, after] = [report(1000, 0), report(1000, 0)];
  const { frames, callTree, functions = [] } = evidenceOf({ stacks: [['total orders.js:1', 900]] }).profile;
  const other = { ...after, frames, callTree, functions, target: { ...after.target, path: 'orders.js' } };
  const elsewhere = { ...after, isComplete: false, environment: { ...after.environment, node: 'v22.0.0' } };

  expect(diff(before, after).warnings).toEqual([]);
  expect(diff(before, other).warnings[0]).toContain('two programs');
  expect(diff(before, elsewhere).warnings).toEqual([
    'Node.js differs: v24.0.0 before, v22.0.0 after.',
    'One of the two was cut short: its times are too low.',
  ]);
});
