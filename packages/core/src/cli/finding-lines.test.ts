import { expect, test } from 'vitest';
import type { Finding, Severity } from '../report/finding.ts';
import { findingLines, gateOf } from './finding-lines.ts';

function finding(severity: Severity, more: Partial<Finding> = {}): Finding {
  return { id: 'example', severity, certainty: 'certain', message: 'expected less', evidence: [], ...more };
}

test('a finding is a line, and one more where there is something to call', () => {
  const findings = [finding('high', { fix: { package: '@nsi/io', function: 'cachedFile' } }), finding('low')];

  expect(findingLines(findings, { color: false })).toEqual([
    'high    expected less',
    '        try `cachedFile` of @nsi/io',
    'low     expected less',
  ]);
  expect(findingLines([finding('high')], { color: true })).toEqual(['\u001B[31mhigh  \u001B[39m  expected less']);
});

test('what a finding says cannot drive the terminal', () => {
  expect(findingLines([finding('note', { message: 'a\u001B[2J' })], { color: false })).toEqual(['note    a\\x1b[2J']);
});

test.each([
  ['high', 'high', 3],
  ['medium', 'high', 0],
  ['medium', 'low', 3],
  ['note', 'note', 3],
  ['high', undefined, 0],
] as const)('a finding of severity %s with --fail-on %s ends with %d', (severity, failOn, code) => {
  expect(gateOf([finding(severity)], failOn)).toBe(code);
});

test('a hint stops nobody', () => {
  expect(gateOf([finding('high', { certainty: 'hint' })], 'note')).toBe(0);
  expect(gateOf([], 'note')).toBe(0);
});
