import { type Random, shuffle } from '../stats/random.ts';
import type { ForkPlan } from './job.ts';
import type { Stage } from './stage.ts';
import type { Subject } from './subject.ts';

/** Blocks below this length would be lost in the timer's own cost. */
const minBlockNs = 10_000;
const minRounds = 5;
/** Blocks so long are told to the parent, which would take the silence of many for a hang. */
const longBlockMs = 50;

/** Samples of one subject. */
export interface Rounds {
  readonly samplesNs: Float64Array;
  readonly callsPerSample: number;
  /** Process CPU over all its blocks. */
  readonly cpuUserNs: number;
  readonly cpuSystemNs: number;
}

/** How many calls a block has (the same for every subject) and how many rounds fit. */
export function planRounds(
  callNs: readonly number[],
  { blockNs, rounds, maxVariantMs }: ForkPlan,
): { readonly calls: number; readonly rounds: number } {
  const slowest = Math.max(...callNs, 0.01);
  const fastest = Math.max(Math.min(...callNs), 0.01);
  // One block length for the slowest, unless the fastest would then be too short to time; that may cost four blocks of the slowest at most.
  const fitting = Math.max(blockNs / slowest, Math.min(minBlockNs / fastest, (4 * blockNs) / slowest));
  const calls = Math.max(1, Math.round(fitting));
  const roundNs = calls * callNs.reduce((sum, ns) => sum + Math.max(ns, 0.01), 0);
  const affordable = Math.floor((maxVariantMs * 1e6 * callNs.length) / roundNs);
  return { calls, rounds: Math.max(minRounds, Math.min(rounds, affordable)) };
}

/** Measures: every round runs one block of each subject, in an order of its own. Whatever the machine does meets all subjects alike. */
export async function runRounds(
  subjects: readonly Subject[],
  { calls, rounds, random, stage }: { readonly calls: number; readonly rounds: number; readonly random: Random; readonly stage: Stage },
): Promise<ReadonlyMap<Subject, Rounds>> {
  const taken = subjects.map((subject) => ({
    subject,
    samplesNs: new Float64Array(rounds),
    callsPerSample: calls,
    cpuUserNs: 0,
    cpuSystemNs: 0,
  }));
  const order = [...taken];
  for (let round = 0; round < rounds; round += 1) {
    for (const entry of shuffle(order, random)) {
      const { loop } = entry.subject;
      stage.current = entry.subject;
      const cpuBefore = process.cpuUsage();
      const before = performance.now();
      if (loop.isAsync) await loop.block(calls);
      else loop.block(calls);
      const after = performance.now();
      const cpuAfter = process.cpuUsage();
      entry.samplesNs[round] = (after - before) * 1e6;
      entry.cpuUserNs += (cpuAfter.user - cpuBefore.user) * 1e3;
      entry.cpuSystemNs += (cpuAfter.system - cpuBefore.system) * 1e3;
      if (after - before > longBlockMs) stage.enter('rounds');
    }
  }
  return new Map(taken.map(({ subject, ...result }) => [subject, result]));
}
