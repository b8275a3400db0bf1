/** One way to do something, band by band. */
export type BandRun = (band: number) => unknown;

export interface BandRatio {
  /** Peer by ours: sums of what each band took at its best. */
  readonly ratio: number;
  /** The ratio of the odd and of the even rounds, the lower first: how far it can be trusted. */
  readonly low: number;
  readonly high: number;
  readonly rounds: number;
  readonly oursMs: number;
  readonly peerMs: number;
}

/**
 * Runs both over all bands, by turns, and adds up the least time of every band. A busy machine only ever adds time, and never to the same
 * band in all rounds: the sum of the minima is what the work takes by itself.
 */
export function compareBands(ours: BandRun, peer: BandRun, bands: number, rounds: number): BandRatio {
  const [mine, theirs]: [Float64Array[], Float64Array[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    mine.push(timeBands(ours, bands));
    theirs.push(timeBands(peer, bands));
  }
  return compareTimes(mine, theirs);
}

/** Milliseconds of every band in one pass. */
export function timeBands(run: BandRun, bands: number): Float64Array {
  return Float64Array.from({ length: bands }, (_, band) => {
    const start = performance.now();
    run(band);
    return performance.now() - start;
  });
}

/** Compares passes of both, each the times of all bands. */
export function compareTimes(ours: readonly ArrayLike<number>[], peer: readonly ArrayLike<number>[]): BandRatio {
  const half = (passes: readonly ArrayLike<number>[], odd: number) => sumOfMinima(passes.filter((_, round) => round % 2 === odd));
  const halves = [0, 1].map((odd) => half(peer, odd) / half(ours, odd));
  const [oursMs, peerMs] = [sumOfMinima(ours), sumOfMinima(peer)];
  return { ratio: peerMs / oursMs, low: Math.min(...halves), high: Math.max(...halves), rounds: ours.length, oursMs, peerMs };
}

function sumOfMinima(passes: readonly ArrayLike<number>[]): number {
  const bands = passes[0]?.length ?? 0;
  let sum = 0;
  for (let band = 0; band < bands; band++) sum += Math.min(...passes.map((times) => times[band]!));
  return sum;
}

/** `sum f32   3.52× (3.48–3.55, 16 rounds)  2.37 ms, 8.35 ms  bar 3.5×: reached` */
export function bandLine(what: string, { ratio, low, high, rounds, oursMs, peerMs }: BandRatio, bar: number): string {
  const verdict = ratio >= bar ? 'reached' : 'MISSED';
  return `${what.padEnd(44)} ${ratio.toFixed(2)}× (${low.toFixed(2)}–${high.toFixed(2)}, ${rounds} rounds)  ${oursMs.toFixed(2)} and ${peerMs.toFixed(2)} ms  bar ${bar}×: ${verdict}`;
}
