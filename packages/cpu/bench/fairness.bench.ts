/**
 * How long the tasks of 20 clients wait, in our pool and in bare piscina. Two experiments, each by turns in one process: one client that asks
 * for 400 tasks at once among 19 that ask for one after the other, and 20 alike that keep four tasks each in the queue.
 * `node --conditions=@nsi/source bench/fairness.bench.ts [figures.json]`
 */
import { writeFileSync } from 'node:fs';
import { Piscina } from 'piscina';
import { machine, median } from '@nsi/workbench/bench';
import { createPool } from '../src/pool/create-pool.ts';
import { quantile } from './wall.ts';

const module = new URL('pool-bench-tasks.mjs', import.meta.url);
const threads = 2;
const clients = 20;
const greedyTasks = 400;
const tasksEach = 12;
/** About a millisecond. */
const steps = 400_000;
const rounds = 5;

/** Runs one task for a client. */
type Submit = (client: number) => Promise<unknown>;

await using pool = createPool(module, { threads });
const bare = new Piscina({ filename: module.pathname, minThreads: threads, maxThreads: threads });
await pool.warmup();
const ours: Submit = (client) => pool.run('compute', steps, { key: `client ${client}` });
const peer: Submit = () => bare.run(steps, { name: 'compute' });
console.log(`${machine('wall time')}; ${clients} clients, ${threads} threads, tasks of about ${(await alone()).toFixed(1)} ms`);

const figures: Record<string, { ours: number[]; piscina: number[] }> = {};
for (const [name, experiment] of [
  ['one greedy client', amongGreedy],
  ['all alike', amongEquals],
] as const) {
  const pairs: { ours: number[]; piscina: number[] }[] = [];
  for (let round = 0; round < rounds; round++) {
    const first = round % 2 === 0;
    const one = await experiment(first ? ours : peer);
    const other = await experiment(first ? peer : ours);
    pairs.push(first ? { ours: one, piscina: other } : { ours: other, piscina: one });
  }
  figures[name] = { ours: pairs.flatMap((pair) => pair.ours), piscina: pairs.flatMap((pair) => pair.piscina) };
  for (const [what, share, bar] of [
    ['longest', 1, 1 / 4],
    ['p99', 0.99, 1 / 2],
    ['median', 0.5, undefined],
  ] as const) {
    const of = (which: 'ours' | 'piscina'): number[] => pairs.map((pair) => quantile(pair[which], share));
    const ratios = pairs.map((pair) => quantile(pair.ours, share) / quantile(pair.piscina, share));
    // Among equals a first-come queue is fair as well: no bar there.
    const verdict = bar === undefined || name === 'all alike' ? '' : `  bar ${bar}: ${median(ratios) <= bar ? 'reached' : 'MISSED'}`;
    const range = `${median(ratios).toFixed(2)} of piscina's (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}, n = ${rounds})`;
    console.log(
      `${name}: ${what.padEnd(8)} ${median(of('ours')).toFixed(0)} ms, ${median(of('piscina')).toFixed(0)} ms; ${range}${verdict}`,
    );
  }
}
const [, , file] = process.argv;
if (file !== undefined) writeFileSync(file, JSON.stringify(figures));
await bare.destroy();

/** What one task takes when nobody else asks for any. */
async function alone(): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 40; run++) {
    const before = performance.now();
    await ours(0);
    times.push(performance.now() - before);
  }
  return median(times);
}

/** Latencies, in milliseconds, of the tasks of the 19 that ask for one after the other. */
async function amongGreedy(submit: Submit): Promise<number[]> {
  const latencies: number[] = [];
  const greedy = Promise.all(Array.from({ length: greedyTasks }, () => submit(0)));
  const others = Array.from({ length: clients - 1 }, (_, client) => oneByOne(submit, client + 1, tasksEach, latencies));
  await Promise.all([greedy, ...others]);
  return latencies;
}

/** Latencies of all tasks of clients that keep four each in the queue. */
async function amongEquals(submit: Submit): Promise<number[]> {
  const latencies: number[] = [];
  const loops = Array.from({ length: clients * 4 }, (_, loop) => oneByOne(submit, loop % clients, tasksEach, latencies));
  await Promise.all(loops);
  return latencies;
}

async function oneByOne(submit: Submit, client: number, count: number, latencies: number[]): Promise<void> {
  for (let task = 0; task < count; task++) {
    const before = performance.now();
    await submit(client);
    latencies.push(performance.now() - before);
  }
}
