import type { BenchCase, Suite } from '@nsi/core/report';
import { loadSuite } from '../engine/load-suite.ts';
import { failureOf } from '../engine/subject.ts';
import { planCases, type PlannedCase } from './plan-cases.ts';
import type { RunOptions } from './run-options.ts';
import type { SuiteReference } from './suite-reference.ts';

/** Cases to run, and a failed case for every suite that cannot be planned: one broken file does not end the run. */
export async function planRun(
  references: readonly SuiteReference[],
  options: RunOptions,
): Promise<{ readonly planned: PlannedCase[]; readonly broken: BenchCase[] }> {
  const planned: PlannedCase[] = [];
  const broken: BenchCase[] = [];
  const ids = new Set<string>();
  for (const reference of references) {
    try {
      const suite: Suite = await loadSuite(reference, reference.suite);
      for (const plan of planCases(reference, suite, options)) {
        const id = uniqueId(plan.id, suite.category, ids);
        ids.add(id);
        planned.push({ ...plan, id });
      }
    } catch (error) {
      broken.push(brokenCase(reference, error));
    }
  }
  return { planned, broken };
}

/** Two rooms may have suites of one name: the later one carries its category. */
function uniqueId(id: string, category: string, taken: ReadonlySet<string>): string {
  if (!taken.has(id)) return id;
  const named = `${category}:${id}`;
  let count = 1;
  while (taken.has(count === 1 ? named : `${named} (${count})`)) count += 1;
  return count === 1 ? named : `${named} (${count})`;
}

function brokenCase({ suite, url }: SuiteReference, error: unknown): BenchCase {
  const failure = failureOf(error, 'NSI_BENCH_SETUP');
  return {
    id: suite,
    suite,
    category: 'unknown',
    params: {},
    status: 'failed',
    failure: { ...failure, message: `${url}: ${failure.message}` },
    unit: 'ns',
    better: 'lower',
    baseline: '',
    variants: [],
    comparisons: [],
  };
}
