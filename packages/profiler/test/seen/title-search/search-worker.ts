import { parentPort, workerData } from 'node:worker_threads';
import { distance } from './distance.ts';

interface Answer {
  readonly title: string;
  readonly distance: number;
}

const { library } = workerData as { library: readonly string[] };
const clean = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim();

function nearest(query: string): Answer {
  let best: Answer = { title: '', distance: Infinity };
  for (const title of library) {
    const far = distance(query, title);
    if (far < best.distance) best = { title, distance: far };
  }
  return best;
}

parentPort?.on('message', ({ queries }: { queries: readonly string[] }) => {
  parentPort?.postMessage(queries.map((query) => nearest(clean(query))));
});
