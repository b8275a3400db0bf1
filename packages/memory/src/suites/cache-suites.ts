import { defineSuite, type Measure, type Suite } from '@nsi/core/report';
import { createCache } from '../cache/create-cache.ts';
import { createDisabledCache } from '../cache/disabled-cache.ts';
import { createSyntheticTrace, type SyntheticTraceName } from '../cache/synthetic-trace.ts';
import { MapLru } from './map-lru.ts';

const requests = 50_000;
const seed = 7;

/** What is cached: a parsed document. */
interface Document {
  readonly id: number;
}

interface Requests {
  readonly keys: Int32Array;
  /** Text of each document. */
  readonly texts: readonly string[];
}

/** What the suites ask of a cache. */
interface DocumentCache {
  get(key: number): Document | undefined;
  set(key: number, document: Document): void;
}

interface Scope {
  readonly context: Requests;
  readonly params: { readonly capacity: number };
}

const caches: Readonly<Record<string, (max: number) => DocumentCache>> = {
  'Map, least recently used': (max) => new MapLru(max),
  'createCache (s3-fifo)': (max) => createCache({ max, seed }),
  'createCache (w-tinylfu)': (max) => createCache({ max, policy: 'w-tinylfu', seed }),
  'no cache': (max) => createDisabledCache({ max }),
};

/** The ids that every variant must read, in order, whatever its cache kept. */
function read(cache: DocumentCache, { keys, texts }: Requests): Float64Array {
  const ids = new Float64Array(keys.length);
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] as number;
    let document = cache.get(key);
    if (document === undefined) cache.set(key, (document = JSON.parse(texts[key] as string) as Document));
    ids[index] = document.id;
  }
  return ids;
}

/** Hits of a second round, when the cache is warm. */
function hitRatioOf(cache: DocumentCache, context: Requests): readonly Measure[] {
  read(cache, context);
  let hits = 0;
  const counting: DocumentCache = {
    get(key) {
      const document = cache.get(key);
      if (document !== undefined) hits++;
      return document;
    },
    set: (key, document) => cache.set(key, document),
  };
  read(counting, context);
  return [{ name: 'hit ratio', value: hits / context.keys.length, unit: 'ratio', better: 'higher' }];
}

function cacheSuite(name: string, trace: SyntheticTraceName, description: string): Suite {
  return defineSuite({
    name,
    category: 'memory',
    description,
    params: { capacity: [1000, 10_000] },
    setup({ params: { capacity } }): Requests {
      const keys = createSyntheticTrace(trace, { requests, keys: capacity * 10, capacity, seed });
      const count = keys.reduce((most, key) => Math.max(most, key + 1), 0);
      return { keys, texts: Array.from({ length: count }, (_, id) => JSON.stringify({ id, name: `document ${id}`, tags: ['a', 'b'] })) };
    },
    variants: Object.entries(caches).map(([variant, create], index) => ({
      name: variant,
      isBaseline: index === 0,
      create({ context, params }: Scope) {
        const cache = create(params.capacity);
        return () => read(cache, context);
      },
      measures: ({ context, params }: Scope) => hitRatioOf(create(params.capacity), context),
    })),
    validate: { mode: 'deepEqual' },
    items: () => requests,
  });
}

export const cacheSuites: readonly Suite[] = Object.freeze([
  cacheSuite('cache-zipf', 'zipf-0.9', 'Popular documents (Zipf 0.9), parsed when they are not in the cache.'),
  cacheSuite('cache-scan', 'zipf-scan', 'Popular documents between scans of others that nobody asks for again.'),
]);
