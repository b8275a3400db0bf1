import { arch, cpus, loadavg } from 'node:os';

/** One way to do a piece of work. What it resolves to is compared. */
export type Run = () => Promise<unknown>;

/** What one call costs, in nanoseconds: by the clock, of the process with all its threads, and of this thread alone. */
interface Cost {
  readonly wallNs: number;
  readonly cpuNs: number;
  readonly mainNs: number;
}

/** How many times more the peer takes: median of paired ratios with a 95 % interval, and each one's median. */
export interface Ratio {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  readonly rounds: number;
  readonly oursNs: number;
  readonly peerNs: number;
}

export interface Ratios {
  readonly wall: Ratio;
  readonly cpu: Ratio;
  readonly main: Ratio;
}

/** Options of `compareClocks`. */
export interface CompareOptions {
  readonly rounds?: number;
  readonly warmups?: number;
  /** Called before each run, outside the clocks. */
  readonly before?: () => void;
}

/** Runs both by turns, the first by turns too, and compares neighbours, which a busy machine disturbs alike. Throws when they do not agree. */
export async function compareClocks(ours: Run, peer: Run, { rounds = 15, warmups = 2, before }: CompareOptions = {}): Promise<Ratios> {
  const expected = JSON.stringify(await peer());
  const measured = async (run: Run): Promise<Cost> => {
    before?.();
    const { result, ...cost } = await costOf(run);
    if (JSON.stringify(result) !== expected) throw new Error(`expected ${expected}, got ${JSON.stringify(result)}`);
    return cost;
  };
  for (let round = 0; round < warmups; round++) for (const run of [ours, peer]) await measured(run);
  const pairs: { readonly ours: Cost; readonly peer: Cost }[] = [];
  for (let round = 0; round < rounds; round++) {
    if (round % 2 === 0) {
      const first = await measured(ours);
      pairs.push({ ours: first, peer: await measured(peer) });
    } else {
      const first = await measured(peer);
      pairs.push({ ours: await measured(ours), peer: first });
    }
  }
  return { wall: summarize(pairs, 'wallNs'), cpu: summarize(pairs, 'cpuNs'), main: summarize(pairs, 'mainNs') };
}

async function costOf(run: Run): Promise<Cost & { readonly result: unknown }> {
  const [before, mainBefore] = [process.cpuUsage(), process.threadCpuUsage()];
  const start = process.hrtime.bigint();
  const result = await run();
  const wallNs = Number(process.hrtime.bigint() - start);
  const [used, mainUsed] = [process.cpuUsage(before), process.threadCpuUsage(mainBefore)];
  return { result, wallNs, cpuNs: (used.user + used.system) * 1000, mainNs: (mainUsed.user + mainUsed.system) * 1000 };
}

function summarize(pairs: readonly { readonly ours: Cost; readonly peer: Cost }[], which: keyof Cost): Ratio {
  const ratios = pairs.map(({ ours, peer }) => peer[which] / ours[which]).toSorted((left, right) => left - right);
  const count = ratios.length;
  // Order statistics: the median lies between these two in 95 of 100 samples.
  const reach = Math.round(0.98 * Math.sqrt(count));
  return {
    ratio: median(ratios),
    low: ratios[Math.max(0, Math.floor(count / 2) - reach)] as number,
    high: ratios[Math.min(count - 1, Math.floor(count / 2) + reach)] as number,
    rounds: count,
    oursNs: median(pairs.map(({ ours }) => ours[which])),
    peerNs: median(pairs.map(({ peer }) => peer[which])),
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[values.length >> 1] as number;
}

/** `what  2.31× (95 % 2.28–2.35, n = 15)  12.1 ms against 28.0 ms  bar 2×: reached`. */
export function line(what: string, { ratio, low, high, rounds, oursNs, peerNs }: Ratio, bar?: number): string {
  const verdict = bar === undefined ? '' : `  bar ${bar}×: ${ratio >= bar ? 'reached' : 'MISSED'}`;
  return `${what.padEnd(58)} ${ratio.toFixed(2)}× (95 % ${low.toFixed(2)}–${high.toFixed(2)}, n = ${rounds})  ${ms(oursNs)} against ${ms(peerNs)}${verdict}`;
}

function ms(ns: number): string {
  return `${(ns / 1e6).toFixed(2)} ms`;
}

export function machine(): string {
  return `${cpus()[0]?.model ?? 'unknown CPU'}, ${cpus().length} cores, ${arch()}, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}`;
}
