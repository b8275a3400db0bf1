import { arch, cpus, loadavg } from 'node:os';

/** Two ways to do one piece of work, each leaving the same behind. */
export interface AsyncPair {
  readonly ours: () => Promise<unknown>;
  readonly peer: () => Promise<unknown>;
}

/** Wall and CPU time of one call, in nanoseconds; CPU is that of the whole process, its threads included. */
export interface Cost {
  readonly wallNs: number;
  readonly cpuNs: number;
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

/** Runs both by turns, the first by turns too, and compares neighbours, which a busy machine disturbs alike. */
export async function compareRuns(
  { ours, peer }: AsyncPair,
  { rounds = 21, warmups = 2 }: { readonly rounds?: number; readonly warmups?: number } = {},
): Promise<{ readonly wall: Ratio; readonly cpu: Ratio }> {
  for (let round = 0; round < warmups; round++) for (const run of [ours, peer]) await costOf(run);
  const pairs: { readonly ours: Cost; readonly peer: Cost }[] = [];
  for (let round = 0; round < rounds; round++) {
    if (round % 2 === 0) {
      const first = await costOf(ours);
      pairs.push({ ours: first, peer: await costOf(peer) });
    } else {
      const first = await costOf(peer);
      pairs.push({ ours: await costOf(ours), peer: first });
    }
  }
  return { wall: summarize(pairs, 'wallNs'), cpu: summarize(pairs, 'cpuNs') };
}

async function costOf(run: () => Promise<unknown>): Promise<Cost> {
  const before = process.cpuUsage();
  const start = process.hrtime.bigint();
  await run();
  const wallNs = Number(process.hrtime.bigint() - start);
  const { user, system } = process.cpuUsage(before);
  return { wallNs, cpuNs: (user + system) * 1000 };
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

/** `what  2.31× (95 % 2.28–2.35, n = 21)  12.1 ms against 28.0 ms  bar 2×: reached`. */
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
