/** Two ways to do one thing. Each returns what it made, so that nothing is optimised away. */
export interface Pair {
  readonly ours: () => unknown;
  readonly peer: () => unknown;
}

/** One way to do a piece of work that takes its time elsewhere: on threads, in the file system. */
export type Run = () => Promise<unknown>;

export interface AsyncPair {
  readonly ours: Run;
  readonly peer: Run;
}

/** What one round of both cost, in nanoseconds. */
export interface PairedTimes {
  readonly ours: number;
  readonly peer: number;
}

/** How many times more the peer takes: median of paired ratios with a 95 % interval, and the median time of one call of each. */
export interface PairedRatio {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  readonly rounds: number;
  readonly oursNs: number;
  readonly peerNs: number;
}

/** Each measurement is of `repeat` calls. The interval needs no assumption about how the ratios are spread. */
export function summarize(pairs: readonly PairedTimes[], repeat = 1): PairedRatio {
  const ratios = pairs.map(({ ours, peer }) => peer / ours).toSorted((left, right) => left - right);
  const count = ratios.length;
  const middle = Math.floor(count / 2);
  // Order statistics: the median lies between these two in 95 of 100 samples.
  const reach = Math.round(0.98 * Math.sqrt(count));
  return {
    ratio: median(ratios),
    low: ratios[Math.max(0, middle - reach)] as number,
    high: ratios[Math.min(count - 1, middle + reach)] as number,
    rounds: count,
    oursNs: median(pairs.map(({ ours }) => ours)) / repeat,
    peerNs: median(pairs.map(({ peer }) => peer)) / repeat,
  };
}

/** The middle value; of an even count, the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  return ((sorted[(sorted.length - 1) >> 1] as number) + (sorted[sorted.length >> 1] as number)) / 2;
}
