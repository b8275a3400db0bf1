import { type BenchCase, type BenchReport, type Finding, type Suite, schemaUrls } from '@nsi/core/report';
import { readFileSync } from 'node:fs';
import { buildCase, methodName } from '../engine/build-case.ts';
import { watchEnvironment, readGovernor } from '../engine/environment.ts';
import type { RunProgress } from '../engine/events.ts';
import { machineFindings } from '../engine/machine-findings.ts';
import { measureCase } from '../engine/measure-case.ts';
import { runFork } from '../engine/spawn-fork.ts';
import { loadSuite } from '../engine/load-suite.ts';
import { failureOf } from '../engine/subject.ts';
import { methodOf } from '../options.ts';
import { createRandom } from '../stats/random.ts';
import { adjustVerdicts } from './adjust-verdicts.ts';
import { emptyWorkFindings, growthFindings } from './case-findings.ts';
import { createClock } from './run-clock.ts';
import { estimateCaseMs, fitBudget } from './fit-budget.ts';
import { planCases, type PlannedCase } from './plan-cases.ts';
import type { RunOptions } from './run-options.ts';
import type { SuiteReference } from './suite-reference.ts';

/**
 * Measures every case of the referenced suites, one process at a time. Resolves with a report also when suites fail or the signal aborts;
 * the report of an aborted run holds what was done. Throws only for options out of range.
 */
export async function runSuites(references: readonly SuiteReference[], options: RunOptions = {}): Promise<BenchReport> {
  const {
    signal,
    onEvent = ignore,
    nodeArgs = [],
    seed = Math.floor(Math.random() * 2 ** 31),
    timeoutMs = 60_000,
    confirm = 'none',
    budgetMs,
  } = options;
  const asked = methodOf(options.level, options.method);
  const environment = await watchEnvironment(nodeArgs);
  const { planned, broken } = await planAll(references, options);
  const counts = planned.map(({ subjects }) => subjects.length);
  const method = budgetMs === undefined ? asked : fitBudget(asked, counts, budgetMs);
  const clock = createClock(
    counts.map((count) => estimateCaseMs(count, method)),
    budgetMs,
  );
  const findings: Finding[] = [];
  const find = (finding: Finding): void => {
    findings.push(finding);
    onEvent({ type: 'finding', finding });
  };
  if (method !== asked) find(budgetFinding(budgetMs ?? 0, method, asked));

  const random = createRandom(seed);
  const cases: BenchCase[] = [...broken];
  const progress = (): RunProgress => clock.progress();
  onEvent({ type: 'planned', cases: planned.map(({ id }) => id), estimatedMs: clock.progress().remainingMs });
  for (const plan of planned) {
    if (signal?.aborted) break;
    onEvent({ type: 'case started', id: plan.id, variants: plan.subjects.map(({ name }) => name), progress: progress() });
    const measured = await measureCase(
      { id: plan.id, job: jobOf(plan, options), subjects: plan.subjects, pairs: plan.pairs, method, confirm },
      {
        runFork: (job) =>
          runFork(job, { nodeArgs, timeoutMs, maxBytes: options.maxForkBytes ?? defaultMaxBytes(), ...(signal ? { signal } : {}) }),
        random,
        isLate: clock.isLate,
        onFork: (fork, end) => {
          if (!end) onEvent({ type: 'fork started', id: plan.id, fork });
          else {
            clock.forkDone(fork);
            onEvent({ type: 'fork finished', id: plan.id, fork, ...end, progress: progress() });
          }
        },
      },
    );
    clock.caseDone();
    if (measured.isInterrupted && measured.forks.count === 0) break;
    const done = buildCase({ ...plan, baseline: plan.subjects[0]?.name ?? '', method, ...inputOf(plan) }, measured);
    cases.push(done);
    for (const { id, message } of measured.forks.remarks)
      find({ id, severity: 'note', certainty: 'certain', message: `${plan.id}: ${message}`, evidence: [] });
    for (const finding of emptyWorkFindings(done, measured.forks.emptyCallNs)) find(finding);
    onEvent({ type: 'case finished', case: done, progress: progress() });
  }

  const captured = environment.finish();
  for (const finding of [...growthFindings(planned, cases), ...machineFindings(captured, readGovernor())]) find(finding);
  return {
    $schema: schemaUrls['nsi.bench'],
    kind: 'nsi.bench',
    schemaVersion: 1,
    createdAt: new Date().toISOString(),
    isComplete: !signal?.aborted,
    tool: { name: '@nsi/bench', version },
    method: { name: methodName, options: { level: options.level ?? 'standard', seed, confirm, ...method } },
    environment: captured,
    cases: confirm === 'none' ? cases : adjustVerdicts(cases, method),
    findings,
  };
}

const { version } = JSON.parse(
  readFileSync(new URL(import.meta.url.endsWith('.ts') ? '../../package.json' : '../package.json', import.meta.url), 'utf8'),
) as {
  readonly version: string;
};

function ignore(): void {}

/** Half of what the process may use: a leak must not take the machine down. */
function defaultMaxBytes(): number {
  return Math.max(512 * 2 ** 20, process.availableMemory() / 2);
}

function jobOf(
  { reference, suite, params, inputFile }: PlannedCase,
  { suiteLevel = 'balanced' }: RunOptions,
): Parameters<typeof measureCase>[0]['job'] {
  const { kind, url, against } = reference;
  return {
    sources: [{ kind, url, suite: suite.name }, ...(against ? [{ kind: against.kind, url: against.url, suite: suite.name }] : [])],
    params,
    level: suiteLevel,
    isDifferenceFatal: !against,
    ...(inputFile === undefined ? {} : { input: { name: inputFile, file: inputFile } }),
  };
}

function inputOf({ inputFile }: PlannedCase): { readonly input?: string } {
  return inputFile === undefined ? {} : { input: inputFile };
}

/** Cases to run, and a failed case for every suite that cannot be planned: one broken file does not end the run. */
async function planAll(
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
        // Two rooms may have suites of one name: the later one carries its category.
        const id = ids.has(plan.id) ? `${suite.category}:${plan.id}` : plan.id;
        ids.add(id);
        planned.push({ ...plan, id });
      }
    } catch (error) {
      broken.push(brokenCase(reference, error));
    }
  }
  return { planned, broken };
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

function budgetFinding(budgetMs: number, method: ReturnType<typeof methodOf>, asked: ReturnType<typeof methodOf>): Finding {
  const changes = (['maxForks', 'rounds', 'warmupCpuMs', 'soloForks'] as const)
    .filter((name) => method[name] !== asked[name])
    .map((name) => `${name} ${method[name]} instead of ${asked[name]}`);
  return {
    id: 'budget-shrunk-method',
    severity: 'low',
    certainty: 'certain',
    message: `To fit the budget of ${Math.round(budgetMs / 1000)} s the method was shrunk: ${changes.join(', ')}.`,
    evidence: changes.map((value) => ({ label: 'change', value })),
  };
}
