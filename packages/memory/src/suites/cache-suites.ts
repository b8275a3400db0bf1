import { defineSuite, type Suite } from '@nsi/core/report';
import { createCache } from '../cache/create-cache.ts';
import { createSyntheticTrace } from '../cache/synthetic-trace.ts';

const requests = 20_000;

/** Hits and misses of a cache in front of a cheap function; the sum of the values must be the same whatever was kept. */
const zipfReads = defineSuite({
  name: 'cache-zipf',
  category: 'memory',
  description: 'Reads of popular keys (Zipf 0.9) through a bounded cache: least recently used on a Map against S3-FIFO.',
  params: { capacity: [1000, 10_000] },
  setup: ({ params }) => createSyntheticTrace('zipf-0.9', { requests, keys: params.capacity * 10, capacity: params.capacity, seed: 7 }),
  variants: [
    {
      name: 'Map, least recently used',
      isBaseline: true,
      create: ({ context, params }) => {
        const kept = new Map<number, number>();
        return () => {
          let sum = 0;
          for (const key of context) sum += readThrough(kept, key, params.capacity);
          return sum;
        };
      },
    },
    {
      name: 'createCache (s3-fifo)',
      create: ({ context, params }) => {
        const cache = createCache<number, number>({ max: params.capacity, seed: 7 });
        return () => {
          let sum = 0;
          for (const key of context) {
            let value = cache.get(key);
            if (value === undefined) cache.set(key, (value = load(key)));
            sum += value;
          }
          return sum;
        };
      },
    },
  ],
  validate: { mode: 'deepEqual' },
  items: () => requests,
});

function load(key: number): number {
  return (key * 2_654_435_761) % 1_000_003;
}

function readThrough(kept: Map<number, number>, key: number, capacity: number): number {
  const known = kept.get(key);
  const value = known ?? load(key);
  if (known !== undefined) kept.delete(key);
  else if (kept.size >= capacity) kept.delete(kept.keys().next().value as number);
  kept.set(key, value);
  return value;
}

export const cacheSuites: readonly Suite[] = [zipfReads];
