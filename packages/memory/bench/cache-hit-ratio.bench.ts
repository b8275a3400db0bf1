/**
 * Hit ratios of every policy on seeded synthetic traces, with lru-cache and Belady's optimum beside them. Nothing is timed.
 * `node --conditions=@nsi/source bench/cache-hit-ratio.bench.ts [requests]`
 */
import { LRUCache } from 'lru-cache';
import { countOptimalHits } from '../src/cache/belady.ts';
import { policyNames, policyOf } from '../src/cache/policy-names.ts';
import { countHits } from '../src/cache/simulate.ts';
import { createSyntheticTrace, syntheticTraceNames } from '../src/cache/synthetic-trace.ts';

const requests = Number(process.argv[2] ?? 1_000_000);
const keys = 100_000;
const columns = [...policyNames, 'lru-cache', 'opt'];

console.log(
  `${requests.toLocaleString('en-US')} requests, popular ones of ${keys.toLocaleString('en-US')} keys, seed 1; percent of requests`,
);
for (const capacity of [1000, 4000, 10_000]) {
  const table = syntheticTraceNames.map((name) => ({
    name,
    ratios: ratiosOf(createSyntheticTrace(name, { requests, keys, capacity, seed: 1 }), capacity),
  }));
  console.log(`\n${capacity.toLocaleString('en-US')} entries`.padEnd(16) + columns.map((column) => column.padStart(11)).join(''));
  for (const { name, ratios } of table) console.log(name.padEnd(15) + ratios.map((ratio) => ratio.toFixed(1).padStart(11)).join(''));
  const means = columns.map((_, column) => mean(table.map(({ ratios }) => ratios[column] as number)));
  console.log('mean'.padEnd(15) + means.map((ratio) => ratio.toFixed(1).padStart(11)).join(''));

  const at = (ratios: readonly number[], column: string): number => ratios[columns.indexOf(column)] as number;
  const gains = table.map(({ ratios }) => at(ratios, 's3-fifo') - at(ratios, 'lru'));
  const regrets = table.map(({ ratios }) => Math.max(...ratios.slice(0, policyNames.length)) - at(ratios, 'w-tinylfu'));
  console.log(verdict('s3-fifo over lru, worst row', Math.min(...gains), -1, (figure, bar) => figure >= bar));
  console.log(verdict('s3-fifo over lru, mean', mean(gains), 8, (figure, bar) => figure >= bar));
  console.log(verdict('w-tinylfu below the best policy, worst row', Math.max(...regrets), 3.5, (figure, bar) => figure <= bar));
}

function ratiosOf(ids: Int32Array, capacity: number): readonly number[] {
  const distinct = ids.reduce((most, id) => Math.max(most, id + 1), 0);
  const hits = [
    ...policyNames.map((policy) => countHits(ids, policyOf(policy), capacity, 1)),
    countPeerHits(ids, capacity),
    countOptimalHits(ids, distinct, capacity),
  ];
  return hits.map((count) => (count / ids.length) * 100);
}

function countPeerHits(ids: Int32Array, capacity: number): number {
  const cache = new LRUCache<number, true>({ max: capacity });
  let hits = 0;
  for (const id of ids) {
    if (cache.get(id) === undefined) cache.set(id, true);
    else hits++;
  }
  return hits;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function verdict(what: string, figure: number, bar: number, isReached: (figure: number, bar: number) => boolean): string {
  return `${what.padEnd(44)} ${figure.toFixed(2)} points  bar ${bar}: ${isReached(figure, bar) ? 'reached' : 'MISSED'}`;
}
