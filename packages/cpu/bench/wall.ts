import { type AsyncPair, type PairedRatio, summarize } from '@nsi/workbench/bench';

/** Runs both by turns, the first by turns too, and compares the wall time of neighbours. */
export async function compareWall(
  { ours, peer }: AsyncPair,
  { rounds = 21, warmUps = 3 }: { readonly rounds?: number; readonly warmUps?: number } = {},
): Promise<PairedRatio & { readonly leastRatio: number }> {
  for (let round = 0; round < warmUps; round++) for (const run of [ours, peer]) await run();
  const pairs: { ours: number; peer: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const pair = { ours: 0, peer: 0 };
    for (const which of round % 2 === 0 ? (['ours', 'peer'] as const) : (['peer', 'ours'] as const)) {
      pair[which] = await wallTimeOf(which === 'ours' ? ours : peer);
    }
    pairs.push(pair);
  }
  const least = (which: 'ours' | 'peer'): number => Math.min(...pairs.map((pair) => pair[which]));
  // Another program that holds a core for a moment meets the median; the least times are what both can do.
  return { ...summarize(pairs), leastRatio: least('peer') / least('ours') };
}

/** Nanoseconds until the promise resolves. */
export async function wallTimeOf(run: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await run();
  return (performance.now() - before) * 1e6;
}

/** The value below which this share of the sorted values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] as number;
}
