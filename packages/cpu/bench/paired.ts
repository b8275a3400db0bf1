import { arch, cpus, loadavg } from 'node:os';

const warmUpMs = 1500;

/** Two ways to do one thing. Each returns what it made, so that nothing is optimised away. */
export interface Pair {
  readonly ours: () => unknown;
  readonly peer: () => unknown;
}

/** How many times slower the peer is: median of paired ratios with a 95 % interval, and the median time of each. */
export interface PairedResult {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  readonly rounds: number;
  readonly oursNs: number;
  readonly peerNs: number;
}

/**
 * Runs both by turns, the first by turns too, and compares the CPU time of neighbours, which a busy machine disturbs alike.
 * `repeat` calls make one measurement.
 */
export function comparePaired(
  { ours, peer }: Pair,
  { rounds = 41, repeat = 1 }: { readonly rounds?: number; readonly repeat?: number } = {},
): PairedResult {
  // Long enough for the optimizing compiler, whose thread competes with others on a busy machine.
  for (const start = performance.now(); performance.now() - start < warmUpMs;) for (const run of [ours, peer]) cpuTimeOf(run, repeat);
  const pairs: { readonly ours: number; readonly peer: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    if (round % 2 === 0) {
      const first = cpuTimeOf(ours, repeat);
      pairs.push({ ours: first, peer: cpuTimeOf(peer, repeat) });
    } else {
      const first = cpuTimeOf(peer, repeat);
      pairs.push({ ours: cpuTimeOf(ours, repeat), peer: first });
    }
  }
  return summarize(pairs, repeat);
}

/** Nanoseconds of user and system time that `repeat` calls take. */
export function cpuTimeOf(run: () => unknown, repeat: number): number {
  const before = process.cpuUsage();
  for (let call = 0; call < repeat; call++) run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) * 1000;
}

export function summarize(pairs: readonly { readonly ours: number; readonly peer: number }[], repeat = 1): PairedResult {
  const ratios = pairs.map(({ ours, peer }) => peer / ours).toSorted((left, right) => left - right);
  const count = ratios.length;
  // Order statistics: the median lies between these two in 95 of 100 samples.
  const reach = Math.round(0.98 * Math.sqrt(count));
  return {
    ratio: median(ratios),
    low: ratios[Math.max(0, Math.floor(count / 2) - reach)] as number,
    high: ratios[Math.min(count - 1, Math.floor(count / 2) + reach)] as number,
    rounds: count,
    oursNs: median(pairs.map(({ ours }) => ours)) / repeat,
    peerNs: median(pairs.map(({ peer }) => peer)) / repeat,
  };
}

export function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[values.length >> 1] as number;
}

/** `2.31× (95 % 2.28–2.35, n = 41)` and whether the bar is reached. */
export function line(what: string, { ratio, low, high, rounds }: PairedResult, bar: number): string {
  return `${what.padEnd(58)} ${ratio.toFixed(2)}× (95 % ${low.toFixed(2)}–${high.toFixed(2)}, n = ${rounds})  bar ${bar}×: ${ratio >= bar ? 'reached' : 'MISSED'}`;
}

export function machine(): string {
  return `${cpus()[0]?.model ?? 'unknown CPU'}, ${cpus().length} cores, ${arch()}, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}; CPU time`;
}
