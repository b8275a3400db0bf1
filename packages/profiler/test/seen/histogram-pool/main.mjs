// Right answer: clean
// oxlint-disable unicorn/require-post-message-target-origin -- threads have no origin
// Histograms of large pictures, each handed to a thread without a copy.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

const workers = [0, 1].map(() => new Worker(new URL('./histogram.mjs', import.meta.url)));

async function histogram(worker, seed) {
  const pixels = new Uint8Array(4_000_000);
  for (let index = 0; index < pixels.length; index++) pixels[index] = (index * seed) & 255;
  worker.postMessage(pixels, [pixels.buffer]);
  const [counts] = await once(worker, 'message');
  return counts;
}

const totals = new Float64Array(256);
for (let seed = 1; seed < 16; seed += 2) {
  const both = await Promise.all(workers.map((worker, index) => histogram(worker, seed + index)));
  for (const counts of both) for (const [value, count] of counts.entries()) totals[value] += count;
}
console.log(totals.reduce((sum, count) => sum + count, 0));
await Promise.all(workers.map((worker) => worker.terminate()));
