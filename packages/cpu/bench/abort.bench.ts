/**
 * How long the next task waits after one was aborted: our pool asks the task to stop, piscina ends its thread. One thread each, by turns.
 * `node --conditions=@nsi/source bench/abort.bench.ts [figures.json]`
 */
import { writeFileSync } from 'node:fs';
import { Piscina } from 'piscina';
import { line, machine, summarize } from '@nsi/workbench/bench';
import { createPool } from '../src/pool/create-pool.ts';

const module = new URL('pool-bench-tasks.mjs', import.meta.url);
const rounds = 21;
const runsMs = 5;

await using pool = createPool(module, { threads: 1, abortGraceMs: 60_000 });
const bare = new Piscina({ filename: module.pathname, minThreads: 1, maxThreads: 1 });
await pool.warmup();
await bare.run(1, { name: 'noop' });
console.log(machine('wall time'));

const ours = (): Promise<number> =>
  waitAfterAbort(
    (signal) => pool.run('untilAborted', undefined, { signal }),
    () => pool.run('noop', 1),
  );
const peer = (): Promise<number> =>
  waitAfterAbort(
    (signal) => bare.run(undefined, { name: 'untilAborted', signal }),
    () => bare.run(1, { name: 'noop' }),
  );
const pairs: { ours: number; peer: number }[] = [];
for (let round = 0; round < rounds; round++) {
  const first = round % 2 === 0;
  const one = await (first ? ours : peer)();
  const other = await (first ? peer : ours)();
  pairs.push(first ? { ours: one, peer: other } : { ours: other, peer: one });
}
const result = summarize(pairs);
console.log(line('the task after an abort waits: piscina', result, 5));
console.log(
  `${(result.oursNs / 1e6).toFixed(2)} against ${(result.peerNs / 1e6).toFixed(1)} ms; threads ended by our pool: ${pool.stats.recycledThreads}`,
);
const [, , file] = process.argv;
if (file !== undefined)
  writeFileSync(file, JSON.stringify({ ours: pairs.map((pair) => pair.ours / 1e6), piscina: pairs.map((pair) => pair.peer / 1e6) }));
await bare.destroy();

/** Nanoseconds from the abort until the next task is done. */
async function waitAfterAbort(start: (signal: AbortSignal) => Promise<unknown>, next: () => Promise<unknown>): Promise<number> {
  const controller = new AbortController();
  const running = start(controller.signal).catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, runsMs));
  const before = performance.now();
  controller.abort();
  await next();
  const waited = (performance.now() - before) * 1e6;
  await running;
  return waited;
}
