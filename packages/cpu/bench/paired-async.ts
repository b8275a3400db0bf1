import { summarize, type PairedResult } from './paired.ts';

const warmUpMs = 500;

/** As `comparePaired`, of what returns promises; CPU time of the process, which a busy machine disturbs least. */
export async function comparePairedAsync(
  { ours, peer }: { readonly ours: () => Promise<unknown>; readonly peer: () => Promise<unknown> },
  { rounds = 41, repeat = 1 }: { readonly rounds?: number; readonly repeat?: number } = {},
): Promise<PairedResult> {
  for (const start = performance.now(); performance.now() - start < warmUpMs;) {
    await timeOf(ours, repeat);
    await timeOf(peer, repeat);
  }
  const pairs: { readonly ours: number; readonly peer: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const isOursFirst = round % 2 === 0;
    const first = await timeOf(isOursFirst ? ours : peer, repeat);
    const second = await timeOf(isOursFirst ? peer : ours, repeat);
    pairs.push(isOursFirst ? { ours: first, peer: second } : { ours: second, peer: first });
  }
  return summarize(pairs, repeat);
}

/** Nanoseconds of user and system time that `repeat` calls take, one after the other. */
async function timeOf(run: () => Promise<unknown>, repeat: number): Promise<number> {
  const before = process.cpuUsage();
  for (let call = 0; call < repeat; call++) await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) * 1000;
}
