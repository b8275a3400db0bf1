import { type AsyncPair, type PairedRatio, type Run, summarize } from './paired-ratio.ts';

/** What one call costs, in nanoseconds: by the clock, of the process with all its threads, and of this thread alone. */
interface Cost {
  readonly wallNs: number;
  readonly cpuNs: number;
  readonly mainNs: number;
}

/** The comparison by each clock. */
export interface Ratios {
  readonly wall: PairedRatio;
  readonly cpu: PairedRatio;
  readonly main: PairedRatio;
}

/** Options of `compareClocks`. */
export interface ClockOptions {
  readonly rounds?: number;
  readonly warmups?: number;
  /** Called before each run, outside the clocks. */
  readonly before?: () => void;
  /** Whether every run must resolve to the same; default true. */
  readonly checksResults?: boolean;
}

/** Runs both by turns, the first by turns too, and compares neighbours, which a busy machine disturbs alike. Throws when they do not agree. */
export async function compareClocks(
  { ours, peer }: AsyncPair,
  { rounds = 21, warmups = 2, before, checksResults = true }: ClockOptions = {},
): Promise<Ratios> {
  const expected = checksResults ? JSON.stringify(await peer()) : undefined;
  const measured = async (run: Run): Promise<Cost> => {
    before?.();
    const { result, ...cost } = await costOf(run);
    if (checksResults && JSON.stringify(result) !== expected) throw new Error(`expected ${expected}, got ${JSON.stringify(result)}`);
    return cost;
  };
  for (let round = 0; round < warmups; round++) for (const run of [ours, peer]) await measured(run);
  const pairs: { readonly ours: Cost; readonly peer: Cost }[] = [];
  for (let round = 0; round < rounds; round++) {
    const isOursFirst = round % 2 === 0;
    const first = await measured(isOursFirst ? ours : peer);
    const second = await measured(isOursFirst ? peer : ours);
    pairs.push(isOursFirst ? { ours: first, peer: second } : { ours: second, peer: first });
  }
  const by = (clock: keyof Cost): PairedRatio => summarize(pairs.map((pair) => ({ ours: pair.ours[clock], peer: pair.peer[clock] })));
  return { wall: by('wallNs'), cpu: by('cpuNs'), main: by('mainNs') };
}

async function costOf(run: Run): Promise<Cost & { readonly result: unknown }> {
  const [before, mainBefore] = [process.cpuUsage(), process.threadCpuUsage()];
  const start = process.hrtime.bigint();
  const result = await run();
  const wallNs = Number(process.hrtime.bigint() - start);
  const [used, mainUsed] = [process.cpuUsage(before), process.threadCpuUsage(mainBefore)];
  return { result, wallNs, cpuNs: (used.user + used.system) * 1000, mainNs: (mainUsed.user + mainUsed.system) * 1000 };
}
