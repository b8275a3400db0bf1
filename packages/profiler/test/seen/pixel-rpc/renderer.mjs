// oxlint-disable unicorn/require-post-message-target-origin -- threads have no origin
import { parentPort } from 'node:worker_threads';

parentPort.on('message', ({ id, x, y }) => {
  parentPort.postMessage({ id, colour: (x * 31 + y * 17) & 255 });
});
