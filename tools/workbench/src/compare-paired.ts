import { type AsyncPair, type Pair, type PairedRatio, type PairedTimes, type Run, summarize } from './paired-ratio.ts';

/** Options of `comparePaired`: `repeat` calls make one measurement. */
export interface PairOptions {
  readonly rounds?: number;
  readonly repeat?: number;
}

// Long enough for the optimizing compiler, whose thread competes with others on a busy machine.
const warmUpMs = 1500;
const asyncWarmUpMs = 500;

/** Runs both by turns, the first by turns too, and compares the CPU time of neighbours, which a busy machine disturbs alike. */
export function comparePaired({ ours, peer }: Pair, { rounds = 41, repeat = 1 }: PairOptions = {}): PairedRatio {
  for (const start = performance.now(); performance.now() - start < warmUpMs;) for (const run of [ours, peer]) cpuTimeOf(run, repeat);
  const pairs: PairedTimes[] = [];
  for (let round = 0; round < rounds; round++) {
    const isOursFirst = round % 2 === 0;
    const first = cpuTimeOf(isOursFirst ? ours : peer, repeat);
    const second = cpuTimeOf(isOursFirst ? peer : ours, repeat);
    pairs.push(isOursFirst ? { ours: first, peer: second } : { ours: second, peer: first });
  }
  return summarize(pairs, repeat);
}

/** As `comparePaired`, of what returns promises; CPU time of the process with all its threads. */
export async function comparePairedAsync({ ours, peer }: AsyncPair, { rounds = 41, repeat = 1 }: PairOptions = {}): Promise<PairedRatio> {
  for (const start = performance.now(); performance.now() - start < asyncWarmUpMs;) {
    for (const run of [ours, peer]) await cpuTimeOfAsync(run, repeat);
  }
  const pairs: PairedTimes[] = [];
  for (let round = 0; round < rounds; round++) {
    const isOursFirst = round % 2 === 0;
    const first = await cpuTimeOfAsync(isOursFirst ? ours : peer, repeat);
    const second = await cpuTimeOfAsync(isOursFirst ? peer : ours, repeat);
    pairs.push(isOursFirst ? { ours: first, peer: second } : { ours: second, peer: first });
  }
  return summarize(pairs, repeat);
}

/** Nanoseconds of user and system time that `repeat` calls take. */
export function cpuTimeOf(run: () => unknown, repeat: number): number {
  const before = process.cpuUsage();
  for (let call = 0; call < repeat; call++) run();
  return nanosecondsSince(before);
}

/** One call after the other. */
async function cpuTimeOfAsync(run: Run, repeat: number): Promise<number> {
  const before = process.cpuUsage();
  for (let call = 0; call < repeat; call++) await run();
  return nanosecondsSince(before);
}

function nanosecondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) * 1000;
}
