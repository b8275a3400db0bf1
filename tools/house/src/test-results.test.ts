import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { packagesWithTests, tallyChecks, tallyTests } from './test-results.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nsi-results-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function writeReport(name: string, numPassedTests: number, testResults: readonly object[]): void {
  writeFileSync(join(folder, `${name}.json`), JSON.stringify({ numPassedTests, testResults }));
}

test('counts what passed over all packages', () => {
  writeReport('memory', 2, [{ name: 'a.test.ts', status: 'passed', assertionResults: [] }]);
  writeReport('cpu', 3, []);

  expect(tallyTests(folder, ['memory', 'cpu'])).toEqual({ passed: 5, failed: 0, notes: [] });
});

test('counts as failed: a failing test, one that was not run, a file that did not load, a missing report', () => {
  const assertionResults = [
    { fullName: 'fits', status: 'failed' },
    { fullName: 'waits', status: 'skipped' },
    { fullName: 'works', status: 'passed' },
  ];
  writeReport('memory', 1, [
    { name: 'a.test.ts', status: 'failed', assertionResults },
    { name: 'b.test.ts', status: 'failed', assertionResults: [] },
  ]);

  expect(tallyTests(folder, ['memory', 'cpu'])).toEqual({
    passed: 1,
    failed: 4,
    notes: ['memory: failed: fits', 'memory: skipped: waits', 'memory: did not load: b.test.ts', 'cpu: its tests left no report'],
  });
});

test('a check counts once, or as often as its own last word says', () => {
  writeFileSync(join(folder, 'checks.tsv'), '0\tbuild\n1\tlint\n1\tpackaging\n');
  writeFileSync(join(folder, 'build.log'), 'done');
  writeFileSync(join(folder, 'lint.log'), 'not done');
  writeFileSync(join(folder, 'packaging.log'), 'ok a\n40 passed, 2 failed\n');

  expect(tallyChecks(folder)).toEqual({ passed: 41, failed: 3, notes: ['check failed: lint', 'check failed: packaging'] });
});

test('knows which packages must report', () => {
  expect(packagesWithTests()).toEqual(expect.arrayContaining(['core', 'memory', 'house']));
});
