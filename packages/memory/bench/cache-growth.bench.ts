/**
 * What a cache holds of memory, and whether it holds millions: bytes when empty, bytes an entry, and 40 million inserts into 9 million places.
 * `node --expose-gc --max-old-space-size=8192 --conditions=@nsi/source bench/cache-growth.bench.ts`
 */
import { LRUCache } from 'lru-cache';
import { machine } from '@nsi/workbench/bench';
import { createCache } from '../src/cache/create-cache.ts';
import { policyNames } from '../src/cache/policy-names.ts';

interface Writable {
  readonly size: number;
  set(key: number, value: number): unknown;
}

const max = 9_000_000;
const inserts = 40_000_000;

console.log(machine('CPU time'));
console.log(`\nempty, max ${max.toLocaleString('en-US')}`);
for (const policy of policyNames)
  report(
    policy,
    bytesOf(() => createCache<number, number>({ max, policy })),
  );
report(
  'lru-cache',
  bytesOf(() => new LRUCache<number, number>({ max })),
);

const count = 1_000_000;
console.log('\nan entry of 1,000,000, number to number, with the Map from key to place');
for (const policy of policyNames)
  report(policy, bytesOf(() => fill(createCache<number, number>({ max: count, policy }), count * 2)) / count);
report('s3-fifo with ttl', bytesOf(() => fill(createCache<number, number>({ max: count, ttlMs: 3_600_000 }), count * 2)) / count);
report('lru-cache', bytesOf(() => fill(new LRUCache<number, number>({ max: count }), count * 2)) / count);

console.log(`\n${inserts.toLocaleString('en-US')} inserts, max ${max.toLocaleString('en-US')}`);
insertMany('s3-fifo', () => createCache<number, number>({ max }));
insertMany('lru-cache', () => new LRUCache<number, number>({ max }));

function insertMany(name: string, create: () => Writable): void {
  const start = process.cpuUsage();
  const cache = create();
  let done = 0;
  try {
    for (; done < inserts; done++) cache.set(done, done);
  } catch (error) {
    console.log(`  ${name}: threw after ${done.toLocaleString('en-US')} inserts: ${String(error)}`);
    return;
  }
  const { user, system } = process.cpuUsage(start);
  console.log(
    `  ${name}: ${cache.size.toLocaleString('en-US')} entries, ${(((user + system) / inserts) * 1000).toFixed(0)} ns of CPU an insert`,
  );
}

function fill<Target extends Writable>(cache: Target, last: number): Target {
  for (let key = 0; key < last; key++) cache.set(key, key);
  return cache;
}

/** Heap and array buffers that stay after collection. */
function bytesOf(create: () => Writable): number {
  if (globalThis.gc === undefined) throw new Error('expected --expose-gc');
  globalThis.gc();
  const before = process.memoryUsage();
  const made = create();
  globalThis.gc();
  const after = process.memoryUsage();
  if (made.size < 0) throw new Error('unreachable: keeps the cache alive');
  return after.heapUsed - before.heapUsed + after.arrayBuffers - before.arrayBuffers;
}

function report(name: string, bytes: number): void {
  console.log(`  ${name.padEnd(18)} ${bytes.toLocaleString('en-US', { maximumFractionDigits: 0 }).padStart(14)} bytes`);
}
