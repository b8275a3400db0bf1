// A worker that never turns its event loop, and one more for each line that it reads; says what each has done.
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

function spin() {
  let sum = 0;
  for (let i = 0; i < 200_000; i++) sum += Math.sqrt(i);
  return sum;
}

function workForASecond() {
  let sum = 0;
  for (const start = process.cpuUsage(); process.cpuUsage(start).user < 2e6;) sum += spin();
  return sum;
}

if (isMainThread) {
  const file = new URL(import.meta.url);
  new Worker(file, { workerData: 'spins' }).once('message', () => process.stdout.write('ready\n'));
  process.stdin.on('data', () => new Worker(file, { workerData: 'works' }).once('message', () => process.stdout.write('worked\n')));
  process.stdin.on('end', () => process.exit(0));
} else if (workerData === 'spins') {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port between threads knows no origin
  parentPort.postMessage(0);
  for (;;) spin();
} else {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port between threads knows no origin
  parentPort.postMessage(workForASecond());
  setInterval(() => {}, 1000);
}
