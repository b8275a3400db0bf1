// oxlint-disable unicorn/require-post-message-target-origin -- threads have no origin
import { parentPort } from 'node:worker_threads';

parentPort.on('message', (pixels) => {
  const counts = new Uint32Array(256);
  for (const pixel of pixels) counts[pixel]++;
  parentPort.postMessage(counts);
});
