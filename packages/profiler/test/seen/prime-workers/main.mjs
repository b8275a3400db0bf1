// Right answer: clean
// Counts primes on two threads, a large range each.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

async function count(from, to) {
  const worker = new Worker(new URL('./count.mjs', import.meta.url), { workerData: { from, to } });
  const [primes] = await once(worker, 'message');
  return primes;
}

const counts = await Promise.all([count(2, 900_000), count(900_000, 1_500_000)]);
console.log(counts[0] + counts[1]);
