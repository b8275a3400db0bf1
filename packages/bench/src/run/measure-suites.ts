import { type BenchCase, type BenchReport, type Finding, schemaUrls, watchEnvironment } from '@nsi/core/report';
import { buildCase, methodName } from '../engine/build-case.ts';
import { readGovernor } from '../engine/governor.ts';
import { machineFindings } from '../engine/machine-findings.ts';
import { type CasePlan, type CaseSurroundings, measureCase } from '../engine/measure-case.ts';
import { countInstructions } from '../engine/count-instructions.ts';
import { findInstructionCounter, type InstructionCounter, repeatableNode } from '../engine/instruction-counter.ts';
import { type CounterWords, runFork, type SpawnOptions } from '../engine/spawn-fork.ts';
import { methodOf } from '../options.ts';
import { ownVersion } from '../own-version.ts';
import { createRandom } from '../stats/random.ts';
import { adjustVerdicts } from './adjust-verdicts.ts';
import { emptyWorkFindings, growthFindings } from './case-findings.ts';
import { withMetrics } from './define-metric.ts';
import { budgetFinding, estimateCaseMs, fitBudget } from './fit-budget.ts';
import type { PlannedCase } from './plan-cases.ts';
import { planRun } from './plan-run.ts';
import { createClock, type RunClock } from './run-clock.ts';
import type { RunOptions } from './run-options.ts';
import type { SuiteReference } from './suite-reference.ts';
import { leftOutFinding, thinCases } from './thin-cases.ts';

/** The work of `runSuites`. */
export async function measureSuites(references: readonly SuiteReference[], options: RunOptions): Promise<BenchReport> {
  const { signal, onEvent, nodeArgs = [], seed = Math.floor(Math.random() * 2 ** 31), confirm = 'none', budgetMs, metrics = [] } = options;
  const counter = options.instructions ? await findInstructionCounter() : undefined;
  const asked = methodOf(options.level, options.method);
  const environment = await watchEnvironment();
  const { planned: all, broken } = await planRun(references, options);
  const least = budgetMs === undefined ? asked : fitBudget(asked, countsOf(all), budgetMs);
  const thinned = thinCases(all, (cases) => estimateOf(countsOf(cases), least), budgetMs ?? Number.POSITIVE_INFINITY);
  const planned = thinned.kept;
  const counts = countsOf(planned);
  const method = budgetMs === undefined ? asked : fitBudget(asked, counts, budgetMs);
  const estimatesMs = counts.map((count) => estimateCaseMs(count, method));
  const clock = createClock(estimatesMs, budgetMs);
  const findings: Finding[] = [];
  const find = (finding: Finding): void => {
    findings.push(finding);
    onEvent?.({ type: 'finding', finding });
  };
  if (budgetMs !== undefined && estimateOf(counts, asked) > budgetMs) find(budgetFinding(budgetMs, method, asked));
  if (budgetMs !== undefined && thinned.leftOut.length > 0) find(leftOutFinding(budgetMs, thinned));
  onEvent?.({ type: 'planned', cases: planned.map(({ id }) => id), estimatedMs: clock.progress().remainingMs });

  const random = createRandom(seed);
  const cases: BenchCase[] = [...broken];
  for (const planCase of planned) {
    if (signal?.aborted) break;
    onEvent?.({ type: 'case started', id: planCase.id, variants: planCase.subjects.map(({ name }) => name), progress: clock.progress() });
    const plan = { id: planCase.id, job: jobOf(planCase, options), subjects: planCase.subjects, pairs: planCase.pairs, method, confirm };
    const measured = await measureCase(plan, surroundingsOf(planCase, { options, clock, random, counter }));
    clock.caseDone();
    if (measured.isInterrupted && measured.forks.count === 0) break;
    const baseline = planCase.subjects[0]?.name ?? '';
    const input = planCase.inputFile === undefined ? {} : { input: planCase.inputFile };
    const done = withMetrics(buildCase({ ...planCase, baseline, method, ...input }, measured), metrics);
    cases.push(done);
    for (const { id, message } of measured.forks.remarks) {
      find({ id, severity: 'note', certainty: 'certain', message: `${planCase.id}: ${message}`, evidence: [] });
    }
    for (const finding of emptyWorkFindings(done, measured.forks.emptyCallNs)) find(finding);
    onEvent?.({ type: 'case finished', case: done, progress: clock.progress() });
  }

  const captured = environment.finish({ flags: [...process.execArgv, ...nodeArgs] });
  for (const finding of [...growthFindings(planned, cases), ...machineFindings(captured, readGovernor())]) find(finding);
  return {
    $schema: schemaUrls['nsi.bench'],
    kind: 'nsi.bench',
    schemaVersion: 1,
    createdAt: new Date().toISOString(),
    isComplete: !signal?.aborted,
    tool: { name: '@nsi/bench', version: ownVersion },
    method: { name: methodName, options: { level: options.level ?? 'standard', seed, confirm, ...method } },
    environment: captured,
    cases: confirm === 'none' ? cases : adjustVerdicts(cases, method),
    findings,
  };
}

function countsOf(cases: readonly PlannedCase[]): readonly number[] {
  return cases.map(({ subjects }) => subjects.length);
}

function estimateOf(counts: readonly number[], method: ReturnType<typeof methodOf>): number {
  return counts.reduce((sum, count) => sum + estimateCaseMs(count, method), 0);
}

function jobOf({ reference, suite, params, inputFile }: PlannedCase, { suiteLevel = 'balanced' }: RunOptions): CasePlan['job'] {
  const { kind, url, against } = reference;
  return {
    sources: [{ kind, url, suite: suite.name }, ...(against ? [{ kind: against.kind, url: against.url, suite: suite.name }] : [])],
    params,
    level: suiteLevel,
    isDifferenceFatal: !against,
    ...(inputFile === undefined ? {} : { input: { name: inputFile, file: inputFile } }),
  };
}

/** How a case reaches processes, time and the listener. */
function surroundingsOf(
  { id }: PlannedCase,
  {
    options,
    clock,
    random,
    counter,
  }: {
    readonly options: RunOptions;
    readonly clock: RunClock;
    readonly random: () => number;
    readonly counter: InstructionCounter | undefined;
  },
): CaseSurroundings {
  const { nodeArgs = [], timeoutMs = 60_000, maxForkBytes = defaultMaxBytes(), signal, onEvent } = options;
  const spawn = { nodeArgs, timeoutMs, maxBytes: maxForkBytes, ...(signal ? { signal } : {}) };
  return {
    runFork: (job) => runFork(job, spawn),
    ...(counter
      ? {
          countInstructions: (job, callNs) =>
            countInstructions(job, callNs, counter, (counted, words) => runFork(counted, countedSpawn(spawn, counter, words))),
        }
      : {}),
    random,
    isLate: clock.isLate,
    onFork: (fork, end) => {
      if (!end) {
        onEvent?.({ type: 'fork started', id, fork });
        return;
      }
      clock.forkDone(fork);
      onEvent?.({ type: 'fork finished', id, fork, ...end, progress: clock.progress() });
    },
  };
}

/** A simulated processor is slow and has tables of its own. */
function countedSpawn(spawn: SpawnOptions, { isSimulated }: InstructionCounter, words: CounterWords): SpawnOptions {
  return {
    ...spawn,
    counter: words,
    nodeArgs: [...repeatableNode, ...spawn.nodeArgs],
    timeoutMs: spawn.timeoutMs * (isSimulated ? 10 : 1),
    maxBytes: spawn.maxBytes * (isSimulated ? 2 : 1),
  };
}

/** Half of what the process may use: a leak must not take the machine down. */
function defaultMaxBytes(): number {
  return Math.max(512 * 2 ** 20, process.availableMemory() / 2);
}
