// Right answer: worker-chatter
// oxlint-disable unicorn/require-post-message-target-origin -- threads have no origin
// Renders a picture on another thread.
import { Worker } from 'node:worker_threads';

const worker = new Worker(new URL('./renderer.mjs', import.meta.url));
const pending = new Map();
worker.on('message', ({ id, colour }) => {
  pending.get(id)(colour);
  pending.delete(id);
});

function colourAt(x, y) {
  return new Promise((resolve) => {
    const id = y * 200 + x;
    pending.set(id, resolve);
    worker.postMessage({ id, x, y }); // <- slow
  });
}

let sum = 0;
for (let y = 0; y < 260; y++) {
  const row = await Promise.all(Array.from({ length: 200 }, (_, x) => colourAt(x, y)));
  sum += row.reduce((total, colour) => total + colour, 0);
}
console.log(sum);
await worker.terminate();
