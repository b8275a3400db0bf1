// oxlint-disable unicorn/require-post-message-target-origin -- threads have no origin
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

const worker = new Worker(new URL('./score-worker.mjs', import.meta.url));
const reviews = Array.from({ length: 30_000 }, (_, index) => ({ title: `Review ${index} of a chair`, stars: index % 5 }));

async function scoreAll() {
  const scores = [];
  for (let from = 0; from < reviews.length; from += 5000) {
    worker.postMessage(reviews.slice(from, from + 5000));
    const [part] = await once(worker, 'message');
    scores.push(...part);
  }
  return scores;
}

const scores = await scoreAll();
worker.postMessage(null);
await once(worker, 'exit');
process.stdout.write(`${scores.length}\n`);
