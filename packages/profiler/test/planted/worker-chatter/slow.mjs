// oxlint-disable unicorn/require-post-message-target-origin -- threads have no origin
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

const worker = new Worker(new URL('./score-worker.mjs', import.meta.url));
const reviews = Array.from({ length: 30_000 }, (_, index) => ({ title: `Review ${index} of a chair`, stars: index % 5 }));

function scoreAll() {
  return new Promise((resolve) => {
    const scores = [];
    worker.on('message', (score) => {
      scores.push(score);
      if (scores.length === reviews.length) resolve(scores);
    });
    for (const review of reviews) {
      worker.postMessage(review); // <- slow
    }
  });
}

const scores = await scoreAll();
worker.postMessage(null);
await once(worker, 'exit');
process.stdout.write(`${scores.length}\n`);
