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
  const best = [0, 1].map(() => [0, 1].map(() => new Float64Array(bands).fill(Infinity)));
  for (let round = 0; round < rounds; round++) {
    for (const [side, run] of [ours, peer].entries()) {
      const times = best[side]![round % 2]!;
      for (let band = 0; band < bands; band++) {
        const start = performance.now();
        run(band);
        times[band] = Math.min(times[band]!, performance.now() - start);
      }
    }
  }
  const [mine, theirs] = best as [Float64Array[], Float64Array[]];
  const halves = [0, 1].map((half) => total(theirs[half]!) / total(mine[half]!));
  const [oursMs, peerMs] = [least(mine), least(theirs)];
  return { ratio: peerMs / oursMs, low: Math.min(...halves), high: Math.max(...halves), rounds, oursMs, peerMs };
}

function total(times: Float64Array): number {
  return times.reduce((sum, time) => sum + time, 0);
}

function least([even, odd]: readonly Float64Array[]): number {
  return even!.reduce((sum, time, band) => sum + Math.min(time, odd![band]!), 0);
}

/** `sum f32   3.52× (3.48–3.55, 16 rounds)  2.37 ms, 8.35 ms  bar 3.5×: reached` */
export function bandLine(what: string, { ratio, low, high, rounds, oursMs, peerMs }: BandRatio, bar: number): string {
  const verdict = ratio >= bar ? 'reached' : 'MISSED';
  return `${what.padEnd(42)} ${ratio.toFixed(2)}× (${low.toFixed(2)}–${high.toFixed(2)}, ${rounds} rounds)  ${oursMs.toFixed(2)} and ${peerMs.toFixed(2)} ms  bar ${bar}×: ${verdict}`;
}
