import type { CaseFailure } from '@nsi/core/report';
import type { MethodOptions } from '../options.ts';
import type { Random } from '../stats/random.ts';
import type { ComparisonSoFar, ForkCount } from './events.ts';
import type { ForkJob, ForkSubject } from './job.ts';
import { failureOfOutcome } from './outcome-failure.ts';
import { createMeasuredForks, type MeasuredForks, type Pair } from './measured-forks.ts';
import type { ForkOutcome } from './spawn-fork.ts';

/** One case to measure: what every fork is asked, and which variants are compared. */
export interface CasePlan {
  readonly id: string;
  readonly job: Omit<ForkJob, 'purpose' | 'subjects' | 'seed' | 'plan'>;
  /** The baseline is first. */
  readonly subjects: readonly ForkSubject[];
  readonly pairs: readonly Pair[];
  readonly method: MethodOptions;
  readonly confirm: 'none' | 'regressions' | 'differences';
}

/** What measuring needs from outside. */
export interface CaseSurroundings {
  readonly runFork: (job: ForkJob) => Promise<ForkOutcome>;
  readonly random: Random;
  /** Whether time is up: no further fork is started, but for the first two. */
  readonly isLate: () => boolean;
  /** Instructions of one call of the job's only subject; absent when they are not asked for. */
  readonly countInstructions?: (job: ForkJob, callNs: number) => Promise<number | undefined>;
  readonly onFork: (fork: ForkCount, end?: { readonly dropped?: string; readonly comparisons: readonly ComparisonSoFar[] }) => void;
}

export interface MeasuredCase {
  readonly forks: MeasuredForks;
  readonly failures: readonly CaseFailure[];
  readonly isInterrupted: boolean;
  /** Pairs whose difference the fresh forks showed again; pairs that were not asked are absent. */
  readonly confirmed: ReadonlyMap<Pair, boolean>;
}

/** Processes in a row that may die for no reason of their own before the case is given up. */
const maxDrops = 3;

/**
 * Forks until every comparison's interval is narrow enough or `maxForks` is reached: the rule looks at the width alone.
 * Stopping as soon as a difference is significant would double the false alarms.
 */
export async function measureCase(plan: CasePlan, surroundings: CaseSurroundings): Promise<MeasuredCase> {
  const { method, pairs } = plan;
  const forks = createMeasuredForks(
    plan.subjects.map(({ name }) => name),
    method,
  );
  const run = createForkRunner(plan, forks, surroundings);

  await run.until(
    method.maxForks,
    () => forks.count >= method.minForks && livePairs().every((pair) => forks.judge(pair).halfWidth <= method.halfWidthRatio),
  );
  const confirmed = new Map<Pair, boolean>();
  const asked = livePairs().filter((pair) => mustConfirm(plan.confirm, forks.judge(pair).verdict));
  if (asked.length > 0 && !run.isInterrupted()) {
    const before = forks.count;
    const verdicts = new Map(asked.map((pair) => [pair, forks.judge(pair).verdict]));
    await run.until(before + method.minForks, () => false, 'confirm');
    for (const pair of asked)
      confirmed.set(pair, forks.count >= before + method.minForks && forks.judge(pair, before).verdict === verdicts.get(pair));
  }
  for (let solo = 0; solo < method.soloForks; solo += 1) await run.solos();
  await run.instructions();

  return { forks, failures: [...forks.failures.values()], isInterrupted: run.isInterrupted(), confirmed };

  function livePairs(): readonly Pair[] {
    return pairs.filter(({ baseline, candidate }) => !forks.failures.has(baseline) && !forks.failures.has(candidate));
  }
}

function mustConfirm(confirm: CasePlan['confirm'], verdict: string): boolean {
  return confirm !== 'none' && (verdict === 'regression' || (confirm === 'differences' && verdict === 'improvement'));
}

interface ForkRunner {
  until(most: number, isEnough: () => boolean, purpose?: 'confirm'): Promise<void>;
  solos(): Promise<void>;
  instructions(): Promise<void>;
  isInterrupted(): boolean;
}

function createForkRunner(
  plan: CasePlan,
  forks: MeasuredForks,
  { runFork, random, isLate, countInstructions, onFork }: CaseSurroundings,
): ForkRunner {
  let isInterrupted = false;
  let drops = 0;
  const baseline = plan.subjects[0]?.name ?? '';
  const live = (): readonly ForkSubject[] => plan.subjects.filter(({ name }) => !forks.failures.has(name));
  const isOver = (): boolean =>
    isInterrupted || forks.failures.has(baseline) || forks.failures.has('') || (plan.subjects.length > 1 && live().length < 2);
  const jobFor = (subjects: readonly ForkSubject[], purpose: ForkJob['purpose']): ForkJob => ({
    ...plan.job,
    purpose,
    subjects,
    seed: Math.floor(random() * 2 ** 31),
    plan: plan.method,
  });

  return {
    isInterrupted: () => isInterrupted,
    async until(most, isEnough, purpose) {
      while (forks.count < most && !isOver() && !isEnough() && !(isLate() && forks.count >= 2)) {
        const fork = { number: forks.count + 1, most, purpose: purpose ?? 'measure' } as const;
        onFork(fork);
        const dropped = await take(await runFork(jobFor(live(), 'measure')));
        onFork(fork, { comparisons: comparisonsSoFar(), ...(dropped === undefined ? {} : { dropped }) });
      }
    },
    async solos() {
      for (const subject of live()) {
        if (isInterrupted || isLate()) return;
        const fork = { number: 1, most: 1, purpose: 'solo' } as const;
        onFork(fork);
        const outcome = await runFork(jobFor([subject], 'solo'));
        if (outcome.type === 'aborted') isInterrupted = true;
        else if (outcome.type !== 'answer') forks.fail(failureOfOutcome(outcome, subject.name));
        else if (outcome.answer.type === 'result')
          for (const { name, use, failure } of outcome.answer.subjects) {
            if (failure) forks.fail(failure);
            else forks.addUse(name, use);
          }
        onFork(fork, { comparisons: comparisonsSoFar() });
      }
    },
    async instructions() {
      for (const subject of countInstructions ? live() : []) {
        if (isInterrupted || isLate()) return;
        onFork({ number: 1, most: 1, purpose: 'count' });
        const instructions = await countInstructions?.(jobFor([subject], 'count'), forks.callNs(subject.name));
        if (instructions !== undefined) forks.addUse(subject.name, { instructions });
        onFork({ number: 1, most: 1, purpose: 'count' }, { comparisons: comparisonsSoFar() });
      }
    },
  };

  /** Takes what a fork brought. Says why when it cannot be used. */
  async function take(outcome: ForkOutcome): Promise<string | undefined> {
    if (outcome.type === 'answer') {
      drops = 0;
      if (outcome.answer.type === 'result') forks.add(outcome.answer);
      else forks.fail(outcome.answer.failure);
      return undefined;
    }
    if (outcome.type === 'aborted') {
      isInterrupted = true;
      return 'the run was interrupted';
    }
    const words = failureOfOutcome(outcome).message;
    if (outcome.type === 'killed') {
      drops += 1;
      if (drops >= maxDrops)
        forks.fail({ code: 'NSI_BENCH_FORK_LOST', message: `expected processes that live, got ${drops} in a row that did not: ${words}` });
      return words;
    }
    const culprit = outcome.last?.subject ?? (await findCulprit());
    forks.fail(failureOfOutcome(outcome, culprit));
    return words;
  }

  /** A fork that died in the rounds does not say who was at work: each variant is tried alone. */
  async function findCulprit(): Promise<string | undefined> {
    for (const subject of live()) {
      const outcome = await runFork(jobFor([subject], 'solo'));
      if (outcome.type !== 'answer' && outcome.type !== 'aborted') return subject.name;
    }
    return undefined;
  }

  function comparisonsSoFar(): readonly ComparisonSoFar[] {
    if (forks.count < 2) return [];
    return plan.pairs.flatMap((pair) => {
      if (forks.ratios(pair).length < 2) return [];
      const { ratio, interval } = forks.judge(pair);
      return [{ ...pair, ratio, interval }];
    });
  }
}
