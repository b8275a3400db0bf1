// Right answer: cpu-bound-fn
// Finds titles that people misspelt, in a thread that holds all of them.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

const words = 'silent river golden winter shadow garden broken harbour stranger mountain letter empire distant summer secret island'.split(
  ' ',
);

function titles(count: number): string[] {
  return Array.from({ length: count }, (_, n) => `the ${words[n % 16]} ${words[(n * 7 + 3) % 16]} of ${words[(n >> 4) % 16]} ${n % 90}`);
}

function misspelt(title: string, at: number): string {
  const from = 4 + (at % Math.max(1, title.length - 6));
  return title.slice(0, from) + title.slice(from + 1);
}

const library = titles(3_600);
const worker = new Worker(new URL('search-worker.ts', import.meta.url), { workerData: { library } });
const queries = Array.from({ length: 90 }, (_, n) => misspelt(library[(n * 37) % library.length] ?? '', n));
worker.postMessage({ queries });
const [answers] = (await once(worker, 'message')) as [readonly { title: string; distance: number }[]];
console.log(answers.length, 'answers,', answers.filter(({ distance }) => distance === 1).length, 'with one letter');
await worker.terminate();
