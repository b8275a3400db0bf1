/**
 * Are bytes per operation repeatable to 0.1 %, and exactly 0 where nothing allocates? The same functions in several runs of three forks.
 *
 *   node --conditions=@nsi/source bench/allocation.ts
 */
import { runSuites } from '@nsi/bench';

const runs = 4;
const samples = new Map<string, number[]>();
for (let run = 0; run < runs; run += 1) {
  const report = await runSuites(
    [{ kind: 'file', url: new URL('./experiment/allocation-suite.ts', import.meta.url).href, suite: 'allocation' }],
    {
      method: { warmupCpuMs: 200, rounds: 20, minForks: 3, maxForks: 3, soloForks: 0 },
    },
  );
  for (const { name, resources } of report.cases[0]?.variants ?? [])
    samples.set(name, [...(samples.get(name) ?? []), resources.allocatedBytes ?? Number.NaN]);
}

for (const [name, bytes] of samples) {
  const rising = bytes.toSorted((left, right) => left - right);
  const [low, high] = [rising[0] as number, rising.at(-1) as number];
  const middle = rising[Math.floor(rising.length / 2)] as number;
  const spread = middle === 0 ? high : (high - low) / middle;
  const isZeroWanted = name === 'nothing' || name === 'sum of integers';
  const holds = isZeroWanted ? high === 0 : spread <= 0.001 && low > 0;
  process.stdout.write(
    `${name.padEnd(16)} ${middle.toFixed(2).padStart(10)} bytes a call, spread ${(100 * spread).toFixed(4)} %  ${holds ? 'ok' : 'MISSED'}\n`,
  );
  if (!holds) process.exitCode = 1;
}
process.stdout.write(`n = ${runs} runs of 3 processes, ${process.version}; bar: 0.1 %, exactly 0 where nothing allocates\n`);
