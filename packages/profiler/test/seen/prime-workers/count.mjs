// oxlint-disable unicorn/require-post-message-target-origin -- threads have no origin
import { parentPort, workerData } from 'node:worker_threads';

function isPrime(candidate) {
  for (let divisor = 2; divisor * divisor <= candidate; divisor++) if (candidate % divisor === 0) return false;
  return true;
}

let primes = 0;
for (let candidate = workerData.from; candidate < workerData.to; candidate++) if (isPrime(candidate)) primes++;
parentPort.postMessage(primes);
