import { parentPort } from 'node:worker_threads';

const weights = new Map(
  Object.entries({ good: 2, great: 3, love: 3, nice: 1, fine: 1, fast: 1, bad: -2, awful: -3, hate: -3, poor: -1, slow: -1 }),
);

function score({ text }) {
  let sum = 0;
  for (const word of text.split(' ')) sum += weights.get(word) ?? 0;
  return sum;
}

parentPort.on('message', ({ id, task }) => {
  try {
    parentPort.postMessage({ id, result: score(task) });
  } catch (error) {
    parentPort.postMessage({ id, error: error.message });
  }
});
