import type { Comparison, Summary } from '@nsi/core/report';
import type { BenchLevel } from '../options.ts';
import { pairedRatio, type VerdictRule } from '../stats/paired-ratio.ts';
import { createRandom, shuffle } from '../stats/random.ts';
import { summarize } from '../stats/summary.ts';

/** When to stop, and how to judge. */
export interface CommandMethod extends VerdictRule {
  readonly warmupRuns: number;
  readonly minRuns: number;
  readonly maxRuns: number;
  /** Time for all runs. */
  readonly budgetMs: number;
  /** Of the random orders. */
  readonly seed: number;
}

/** Seconds cannot be bought back: a round stands for one process of every command, as a fork does for functions. */
export const commandMethods: Readonly<Record<BenchLevel, CommandMethod>> = Object.freeze({
  strict: method({ maxRuns: 1000, budgetMs: 180_000, halfWidthRatio: 0.01 }),
  standard: method({ maxRuns: 400, budgetMs: 60_000, halfWidthRatio: 0.015 }),
  quick: method({ maxRuns: 60, budgetMs: 10_000, halfWidthRatio: 0.05 }),
});

/** Wall times of one command, a process each, in nanoseconds. `comparison` is with the first command, which has none itself. */
export interface CommandTimes {
  readonly name: string;
  readonly samplesNs: readonly number[];
  readonly summary: Summary;
  readonly comparison?: Comparison;
}

/** What `compareCommands` measures with: how a command is run, which clock counts its budget, and what stops it. */
export interface CommandSchedule {
  /** Runs a command once and tells its wall nanoseconds. */
  readonly run: (name: string) => Promise<number>;
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** Called between rounds. */
  readonly onRound?: (times: readonly CommandTimes[], rounds: number) => void;
}

/**
 * Measures whole processes in rounds: each runs every command once, in random order, so that a drift of the machine meets all alike.
 * A round gives one ratio a candidate; they are judged as the forks of `paired-forks-v1` are. Stops when the interval is narrow
 * enough, never on significance. A difference is measured once more in as many fresh rounds and stands only when they agree. An abort ends it after the round with what was done.
 */
export async function compareCommands(
  names: readonly string[],
  schedule: CommandSchedule,
  options: CommandMethod,
): Promise<CommandTimes[]> {
  const random = createRandom(options.seed);
  for (let round = 0; round < options.warmupRuns; round += 1) await runRound(names, random, schedule);
  const first = await measureRounds(names, random, schedule, options);
  const times = judge(names, first, options);
  if (!times.some(isDifference) || schedule.signal.aborted) return times;

  const rounds = times[0]?.samplesNs.length ?? 0;
  const fresh = await measureRounds(names, random, schedule, { ...options, minRuns: rounds, maxRuns: rounds });
  return confirmed(judge(names, join(first, fresh), options), times, judge(names, fresh, options));
}

type Samples = ReadonlyMap<string, readonly number[]>;

/** Rounds until every interval is narrow enough, or the runs or the time are spent. */
async function measureRounds(
  names: readonly string[],
  random: () => number,
  schedule: CommandSchedule,
  options: CommandMethod,
): Promise<Samples> {
  const { minRuns, maxRuns, budgetMs, halfWidthRatio } = options;
  const samples = new Map<string, number[]>(names.map((name) => [name, []]));
  const startMs = schedule.now();
  for (let round = 1; round <= maxRuns && !schedule.signal.aborted; round += 1) {
    const done = await runRound(names, random, schedule);
    if (done === undefined) break;
    for (const [name, elapsedNs] of done) samples.get(name)?.push(elapsedNs);
    if (round < minRuns || (round % 5 !== 0 && round !== maxRuns)) continue;
    const times = judge(names, samples, options);
    schedule.onRound?.(times, round);
    const isNarrow =
      times.length > 1 && times.every(({ comparison }) => comparison === undefined || relativeHalfWidth(comparison) <= halfWidthRatio);
    if (isNarrow || schedule.now() - startMs >= budgetMs) break;
  }
  return samples;
}

function join(first: Samples, fresh: Samples): Samples {
  return new Map([...first].map(([name, samples]) => [name, [...samples, ...(fresh.get(name) ?? [])]]));
}

/** Figures of all rounds; a difference stands only when the first rounds and the fresh ones both call it so. */
function confirmed(all: readonly CommandTimes[], first: readonly CommandTimes[], fresh: readonly CommandTimes[]): CommandTimes[] {
  return all.map((times, index) => {
    const { comparison } = times;
    if (!comparison || !isDifference(times)) return times;
    const isConfirmed = [first, fresh].every((part) => part[index]?.comparison?.verdict === comparison.verdict);
    return isConfirmed ? times : { ...times, comparison: { ...comparison, verdict: 'inconclusive' } };
  });
}

function isDifference({ comparison }: CommandTimes): boolean {
  return comparison?.verdict === 'regression' || comparison?.verdict === 'improvement';
}

async function runRound(
  names: readonly string[],
  random: () => number,
  { run, signal }: CommandSchedule,
): Promise<Map<string, number> | undefined> {
  const done = new Map<string, number>();
  for (const name of shuffle([...names], random)) {
    if (signal.aborted) return undefined;
    try {
      done.set(name, await run(name));
    } catch (error) {
      // A round that was cut short compares nothing.
      if (signal.aborted) return undefined;
      throw error;
    }
  }
  return done;
}

function judge(names: readonly string[], samples: Samples, rule: VerdictRule): CommandTimes[] {
  const [baseline = ''] = names;
  const reference = samples.get(baseline) ?? [];
  return names
    .filter((name) => (samples.get(name) ?? []).length > 0)
    .map((name) => {
      const samplesNs = samples.get(name) ?? [];
      const times = { name, samplesNs, summary: summarize(samplesNs) };
      return name === baseline || samplesNs.length < 2
        ? times
        : {
            ...times,
            comparison: comparisonOf(
              baseline,
              name,
              samplesNs.map((ns, round) => ns / (reference[round] as number)),
              rule,
            ),
          };
    });
}

function comparisonOf(baseline: string, candidate: string, forkRatios: readonly number[], rule: VerdictRule): Comparison {
  const { ratio, interval, verdict, moreForks } = pairedRatio(forkRatios, rule);
  return {
    baseline,
    candidate,
    ratio,
    interval,
    confidence: rule.confidence,
    method: 'paired-commands-v1',
    verdict,
    forkRatios,
    ...(moreForks === undefined ? {} : { moreForks }),
  };
}

function relativeHalfWidth({ interval: [low, high] }: Comparison): number {
  return Math.log(high / low) / 2;
}

function method(own: Partial<CommandMethod>): CommandMethod {
  return Object.freeze({
    warmupRuns: 1,
    minRuns: 10,
    maxRuns: 400,
    budgetMs: 60_000,
    seed: 1,
    confidence: 0.99,
    trimRatio: 0.15,
    halfWidthRatio: 0.015,
    differenceRatio: 0.01,
    equivalenceRatio: 0.03,
    ...own,
  });
}
