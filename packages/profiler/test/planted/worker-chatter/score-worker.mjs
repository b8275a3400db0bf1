// oxlint-disable unicorn/require-post-message-target-origin -- threads have no origin
import { parentPort } from 'node:worker_threads';

function score({ title, stars }) {
  let sum = stars * 10;
  for (let index = 0; index < title.length; index++) sum = (sum * 31 + title.charCodeAt(index)) % 9973;
  return sum;
}

parentPort.on('message', (task) => {
  if (task === null) parentPort.close();
  else parentPort.postMessage(Array.isArray(task) ? task.map(score) : score(task));
});
