import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InstructionCounter } from './instruction-counter.ts';
import type { ForkJob } from './job.ts';
import type { CounterWords, ForkOutcome } from './spawn-fork.ts';

/** CPU nanoseconds of calls before those that count: long enough for V8 to have compiled all it will. */
const warmNs = 60e6;
/** CPU nanoseconds of the calls that count. */
const countedNs = 15e6;
const leastCalls = 3;

export type CountedFork = (job: ForkJob, counter: CounterWords) => Promise<ForkOutcome>;

/**
 * Instructions of one call of the job's only subject: what a process with more calls takes beyond one with fewer, all else equal.
 * Start, set-up and compilation fall out of the difference. `undefined` when a process does not end well.
 */
export async function countInstructions(
  job: ForkJob,
  callNs: number,
  counter: InstructionCounter,
  runFork: CountedFork,
): Promise<number | undefined> {
  const warm = Math.max(leastCalls, Math.round(warmNs / callNs));
  const counted = Math.max(leastCalls, Math.round(countedNs / callNs));
  const folder = await mkdtemp(join(tmpdir(), 'nsi-bench-'));
  const total = async (calls: number): Promise<number> => {
    const log = join(folder, `${calls}.log`);
    const outcome = await runFork({ ...job, purpose: 'count', calls }, counter.wrap(log));
    if (outcome.type !== 'answer' || outcome.answer.type !== 'result' || outcome.answer.subjects.some(({ failure }) => failure)) return NaN;
    return counter.read(await readFile(log, 'utf8'));
  };
  try {
    const fewer = await total(warm);
    const instructions = ((await total(warm + counted)) - fewer) / counted;
    return Number.isFinite(instructions) ? Math.max(0, instructions) : undefined;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
