/**
 * A task that computes for a millisecond, 100 times one after the other: our pool against bare piscina, which adds nothing to it. CPU time of
 * the process, interleaved. `node --conditions=@nsi/source bench/computing-task.bench.ts`
 */
import { Piscina } from 'piscina';
import { machine, summarize } from '@nsi/workbench/bench';
import { createPool } from '../src/pool/create-pool.ts';

const module = new URL('pool-bench-tasks.mjs', import.meta.url);
const steps = 400_000;
const rounds = 21;
/** V8 optimizes what surrounds a task long after the task itself. */
const warmUps = 8;

await using pool = createPool(module, { threads: 1 });
const bare = new Piscina({ filename: module.pathname, minThreads: 1, maxThreads: 1 });
if ((await pool.run('compute', steps)) !== (await bare.run(steps, { name: 'compute' }))) throw new Error('the results differ');
console.log(machine('CPU time'));

const pairs: { ours: number; peer: number }[] = [];
for (let round = 0; round < rounds + warmUps; round++) {
  const ours = await cpuTime(() => pool.run('compute', steps));
  const peer = await cpuTime(() => bare.run(steps, { name: 'compute' }));
  if (round >= warmUps) pairs.push({ ours, peer });
}
const { ratio, low, high } = summarize(pairs);
console.log(
  `piscina takes ${ratio.toFixed(3)}× of our CPU time (95 % ${low.toFixed(3)}–${high.toFixed(3)}, n = ${rounds})  bar 0.95×: ${ratio >= 0.95 ? 'reached' : 'MISSED'}`,
);
await bare.destroy();

async function cpuTime(call: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  for (let run = 0; run < 100; run++) await call();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
