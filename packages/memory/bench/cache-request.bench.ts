/**
 * Whole requests against lru-cache: a read, and a write when it missed, with a value that costs nothing to make; and writes alone, where every
 * policy only pays. CPU time interleaved in one process. `node --conditions=@nsi/source bench/cache-request.bench.ts`
 */
import { LRUCache } from 'lru-cache';
import { comparePaired, machine } from '@nsi/workbench/bench';
import { createCache } from '../src/cache/create-cache.ts';
import type { PolicyName } from '../src/cache/policy-names.ts';
import { createSyntheticTrace } from '../src/cache/synthetic-trace.ts';

interface NumberCache {
  get(key: number): number | undefined;
  set(key: number, value: number): unknown;
}

const max = 10_000;
const requests = 200_000;
const trace = createSyntheticTrace('zipf-0.9', { requests, keys: max * 10, capacity: max, seed: 1 });

console.log(machine('CPU time'));
for (const policy of ['s3-fifo', 'w-tinylfu', 'lru'] as const) {
  const ours = createCache<number, number>({ max, policy });
  const peer = new LRUCache<number, number>({ max });
  report(
    `${policy}: read through, Zipf 0.9 of 100,000 keys in 10,000 places`,
    comparePaired({ ours: () => request(ours), peer: () => request(peer) }),
  );
}
for (const policy of ['s3-fifo', 'w-tinylfu', 'lru'] as const) report(`${policy}: writes of new keys`, compareWrites(policy));

function compareWrites(policy: PolicyName): ReturnType<typeof comparePaired> {
  const ours = createCache<number, number>({ max, policy });
  const peer = new LRUCache<number, number>({ max });
  let oursKey = 0;
  let peerKey = 0;
  return comparePaired({ ours: () => (oursKey = write(ours, oursKey)), peer: () => (peerKey = write(peer, peerKey)) });
}

function request(cache: NumberCache): number {
  let hits = 0;
  for (let index = 0; index < trace.length; index++) {
    const key = trace[index] as number;
    if (cache.get(key) === undefined) cache.set(key, key);
    else hits++;
  }
  return hits;
}

function write(cache: NumberCache, first: number): number {
  for (let key = first; key < first + requests; key++) cache.set(key, key);
  return (first + requests) & 0x3f_ff_ff_ff;
}

function report(what: string, { ratio, low, high, rounds, oursNs, peerNs }: ReturnType<typeof comparePaired>): void {
  const figures = `${ratio.toFixed(2)}× (95 % ${low.toFixed(2)}–${high.toFixed(2)}, n = ${rounds})`;
  console.log(`${what.padEnd(68)} ${figures}  ${(oursNs / requests).toFixed(0)} ns against ${(peerNs / requests).toFixed(0)} ns`);
}
