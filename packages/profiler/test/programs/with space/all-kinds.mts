// TypeScript by type stripping, ESM, in a folder with a space: in a worker and a child process too.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { isMainThread, Worker } from 'node:worker_threads';

interface Options {
  readonly ms: number;
}

function burn({ ms }: Options): number {
  let sum = 0;
  for (const start = process.cpuUsage(); process.cpuUsage(start).user < ms * 1000;) {
    for (let index = 0; index < 500; index++) sum += Math.sqrt(index) * Math.sin(index); // <- burns
  }
  return sum;
}

burn({ ms: 300 });
if (isMainThread && process.argv[2] !== 'child') {
  const worker = new Worker(new URL(import.meta.url));
  const child = fork(fileURLToPath(import.meta.url), ['child']);
  await Promise.all([once(worker, 'exit'), once(child, 'exit')]);
}
