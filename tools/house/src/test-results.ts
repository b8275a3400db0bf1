import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFiles } from './workspace.ts';

/** How many tests or checks held and did not. `notes` says which did not, or were not run. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly notes: readonly string[];
}

/** The part of a vitest JSON report that is counted. */
interface TestReport {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/**
 * Counts the vitest reports in `folder`, one for each package that has tests. A test that was not run counts as failed, and so do a test
 * file that did not load and a package whose report is missing.
 */
export function tallyTests(folder: string, packages: readonly string[]): Tally {
  return packages
    .map((name) => {
      const file = join(folder, `${name}.json`);
      if (!existsSync(file)) return { passed: 0, failed: 1, notes: [`${name}: its tests left no report`] };
      return tallyReport(name, JSON.parse(readFileSync(file, 'utf8')) as TestReport);
    })
    .reduce(addTallies, { passed: 0, failed: 0, notes: [] });
}

function tallyReport(name: string, { numPassedTests, testResults }: TestReport): Tally {
  const notes = testResults.flatMap(({ name: file, status, assertionResults }) => {
    const unwell = assertionResults
      .filter((test) => test.status !== 'passed')
      .map((test) => `${name}: ${test.status}: ${test.fullName.trim()}`);
    return status === 'failed' && unwell.length === 0 ? [`${name}: did not load: ${file}`] : unwell;
  });
  return { passed: numPassedTests, failed: notes.length, notes };
}

/** The sum of two tallies. */
export function addTallies(a: Tally, b: Tally): Tally {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, notes: [...a.notes, ...b.notes] };
}

/** Counts lines of `exit code, tab, name`: one check each, and whatever `N passed, N failed` its log says besides. */
export function tallyChecks(folder: string): Tally {
  const lines = readFileSync(join(folder, 'checks.tsv'), 'utf8').trimEnd().split('\n');
  return lines
    .map((line): Tally => {
      const [code, name = ''] = line.split('\t');
      const log = readFileSync(join(folder, `${name}.log`), 'utf8');
      const counted = /^(\d+) passed, (\d+) failed$/m.exec(log);
      const hasFailed = code !== '0';
      if (counted)
        return {
          passed: Number(counted[1]),
          failed: Math.max(Number(counted[2]), hasFailed ? 1 : 0),
          notes: hasFailed ? [`check failed: ${name}`] : [],
        };
      return { passed: hasFailed ? 0 : 1, failed: hasFailed ? 1 : 0, notes: hasFailed ? [`check failed: ${name}`] : [] };
    })
    .reduce(addTallies, { passed: 0, failed: 0, notes: [] });
}

/** Packages that have tests: their reports must be there. */
export function packagesWithTests(): readonly string[] {
  const files = readFiles('{packages,tools}/*/{src,test}/**/*.test.ts', 'docs/examples/*/{src,test}/**/*.test.ts');
  return [...new Set(files.map(({ path }) => path.replace(/\/(?:src|test)\/.*$/, '').replace(/^.*\//, '')))];
}
