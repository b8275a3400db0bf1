// Works for a while, then ends in the way the first argument names.
const { Worker, isMainThread, workerData } = require('node:worker_threads');

function work(ms) {
  let sum = 0;
  for (const start = process.cpuUsage(); process.cpuUsage(start).user < ms * 1000;) for (let i = 0; i < 200_000; i++) sum += Math.sqrt(i);
  return sum;
}

function workBeforeTheEnd() {
  return work(250);
}

if (!isMainThread) {
  work(workerData.ms);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port between threads knows no origin
  require('node:worker_threads').parentPort.postMessage('worked');
  if (workerData.habit === 'spins') for (;;);
  if (workerData.habit === 'sleeps') require('node:child_process').execFileSync('sleep', ['2']);
  setInterval(() => {}, 1000);
} else {
  const way = process.argv[2];
  process.stdout.write(`begins ${way}\n`);
  const isPositive = workBeforeTheEnd() > 0;
  process.stderr.write(`worked ${isPositive}\n`);
  if (way === 'exit') process.exit(3);
  if (way === 'throw') throw new TypeError('planned');
  if (way === 'SIGTERM' || way === 'SIGINT' || way === 'SIGKILL') {
    setInterval(() => {}, 1000);
    // SIGKILL leaves what was written until then: a moment for that.
    setTimeout(() => process.kill(process.pid, way), way === 'SIGKILL' ? 600 : 0);
  }
  if (way === 'handled') {
    process.on('SIGTERM', () => {
      process.stdout.write('handled\n');
      process.exit(7);
    });
    setInterval(() => {}, 1000);
    setTimeout(() => process.kill(process.pid, 'SIGTERM'), 0);
  }
  if (/^(?:terminate|exit-with)-worker/.test(way)) {
    const worker = new Worker(__filename, { workerData: { ms: 250, habit: /that-(\w+)/.exec(way)?.[1] } });
    worker.on('message', async () => {
      if (way.startsWith('exit')) process.exit(5);
      await worker.terminate();
      process.stdout.write('terminated\n');
    });
  }
}
