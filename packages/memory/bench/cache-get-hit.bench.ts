/**
 * Reads that hit, against lru-cache at the same size: CPU time interleaved in one process, a fresh one for each row, every value compared first.
 * `node --conditions=@nsi/source bench/cache-get-hit.bench.ts`
 */
import { execFileSync } from 'node:child_process';
import { LRUCache } from 'lru-cache';
import { comparePaired, line, machine } from '@nsi/workbench/bench';
import type { CacheOptions } from '../src/cache/cache.ts';
import { createCache } from '../src/cache/create-cache.ts';
import { createRandom, createZipf } from '../src/cache/synthetic-trace.ts';
import { loadOwnReader } from './read-all.ts';

type Key = string | number;

interface Value {
  readonly id: number;
}

interface Row {
  readonly bar: number;
  readonly ours: Partial<CacheOptions<Key, Value>>;
  readonly peer: { readonly ttl?: number };
}

const reads = 1 << 17;
const ttlMs = 3_600_000;
const rows: Readonly<Record<string, Row>> = {
  's3-fifo': { bar: 1.4, ours: {}, peer: {} },
  'w-tinylfu': { bar: 0.6, ours: { policy: 'w-tinylfu' }, peer: {} },
  's3-fifo with ttl': { bar: 2, ours: { ttlMs }, peer: { ttl: ttlMs } },
  lru: { bar: 1, ours: { policy: 'lru' }, peer: {} },
};
const keyMakers: Readonly<Record<string, (index: number) => Key>> = {
  text: (index) => `user:${index}`,
  number: (index) => index * 7,
};

const [name, kind, size] = process.argv.slice(2);
if (name === undefined || kind === undefined) runAll();
else await runRow(name, kind, Number(size));

function runAll(): void {
  console.log(machine('CPU time'));
  console.log(`${reads.toLocaleString('en-US')} reads a measurement, Zipf 0.9, all of them hits`);
  for (const entries of [1000, 10_000, 100_000]) {
    for (const keys of Object.keys(keyMakers)) {
      console.log(`\n${entries.toLocaleString('en-US')} entries, ${keys} keys`);
      for (const row of Object.keys(rows)) {
        execFileSync(process.execPath, [...process.execArgv, import.meta.filename, row, keys, String(entries)], { stdio: 'inherit' });
      }
    }
  }
}

async function runRow(row: string, keyKind: string, max: number): Promise<void> {
  const { bar, ours, peer } = rows[row] as Row;
  const keys = Array.from({ length: max }, (_, index) => (keyMakers[keyKind] as (index: number) => Key)(index));
  const asked = zipfSequence(keys);
  const cache = createCache<Key, Value>({ max, ...ours });
  const lruCache = new LRUCache<Key, Value>({ max, ...peer });
  for (const [id, key] of keys.entries()) {
    cache.set(key, { id });
    lruCache.set(key, { id });
  }
  for (const key of asked) if (cache.peek(key)?.id !== lruCache.peek(key)?.id) throw new Error(`different values of ${key}`);

  const readOurs = await loadOwnReader('ours');
  const readPeer = await loadOwnReader('peer');
  const result = comparePaired({ ours: () => readOurs(cache, asked), peer: () => readPeer(lruCache, asked) });
  console.log(line(`  ${row}`, result, bar), `${(result.oursNs / reads).toFixed(1)} ns against ${(result.peerNs / reads).toFixed(1)} ns`);
}

/** Keys as they are asked for, popular ones spread over the cache. */
function zipfSequence(keys: readonly Key[]): readonly Key[] {
  const random = createRandom(1);
  const shuffled = keys.map((key) => ({ key, order: random() })).toSorted((one, other) => one.order - other.order);
  const draw = createZipf(keys.length, 0.9, random);
  return Array.from({ length: reads }, () => (shuffled[draw()] as { readonly key: Key }).key);
}
