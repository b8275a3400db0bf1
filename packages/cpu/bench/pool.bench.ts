/**
 * The pool against bare piscina: a map of a no-op over 100,000 items against one `run` each, one round trip, and a loop dispatched to all
 * threads and joined. Wall time, interleaved, results compared first.
 * `node --conditions=@nsi/source bench/pool.bench.ts`
 */
import { Piscina } from 'piscina';
import { machine, type PairedRatio } from '@nsi/workbench/bench';
import { createPool } from '../src/pool/create-pool.ts';
import { compareWall } from './wall.ts';

const module = new URL('pool-bench-tasks.mjs', import.meta.url);
const threads = 2;
const trips = 200;

await using pool = createPool(module, { threads });
const bare = new Piscina({ filename: module.pathname, minThreads: threads, maxThreads: threads });
await pool.warmup();
console.log(machine('wall time'));

const items = Array.from({ length: 100_000 }, (_, index) => index);
const mapped = async (): Promise<unknown[]> => pool.map('noop', items);
const ranEach = async (): Promise<unknown[]> => Promise.all(items.map((item) => bare.run(item, { name: 'noop' })));
const [ours, peer] = [await mapped(), await ranEach()];
if (ours.some((value, index) => value !== peer[index])) throw new Error('the results differ');
report(
  'map of a no-op, 100,000 items: piscina.run each',
  await compareWall({ ours: mapped, peer: ranEach }, { rounds: 7, warmUps: 1 }),
  20,
);

const run = repeated(() => pool.run('noop', 1));
const bareRun = repeated(() => bare.run(1, { name: 'noop' }));
const loop = repeated(() => pool.for(threads, 'range', undefined));
const bareTwo = repeated(() => Promise.all([bare.run(1, { name: 'noop' }), bare.run(1, { name: 'noop' })]));
report('one round trip: piscina.run', await compareWall({ ours: run, peer: bareRun }));
report('dispatch + join of two lanes: two piscina.run', await compareWall({ ours: loop, peer: bareTwo }));
for (const [name, trip] of [
  ['pool.run', run],
  ['piscina.run', bareRun],
] as const) {
  const { ratio, low, high, rounds, peerNs } = await compareWall({ ours: trip, peer: loop });
  const figure = `${ratio.toFixed(2)} round trips of ${name} (95 % ${low.toFixed(2)}–${high.toFixed(2)}, n = ${rounds}), ${(peerNs / trips / 1000).toFixed(1)} µs`;
  console.log(`dispatch + join of two lanes takes ${figure}  bar 4: ${ratio <= 4 ? 'reached' : 'MISSED'}`);
}
await bare.destroy();

/** One after the other: what a caller waits. */
function repeated(call: () => Promise<unknown>): () => Promise<void> {
  return async () => {
    for (let trip = 0; trip < trips; trip++) await call();
  };
}

function report(what: string, result: PairedRatio, bar?: number): void {
  const { ratio, low, high, rounds, oursNs, peerNs } = result;
  const verdict = bar === undefined ? '' : `  bar ${bar}×: ${ratio >= bar ? 'reached' : 'MISSED'}`;
  const times = `${(oursNs / 1e6).toFixed(2)} against ${(peerNs / 1e6).toFixed(2)} ms${bar === undefined ? ` for ${trips}` : ''}`;
  console.log(
    `${what.padEnd(52)} takes ${ratio.toFixed(2)}× (95 % ${low.toFixed(2)}–${high.toFixed(2)}, n = ${rounds}), ${times}${verdict}`,
  );
}
