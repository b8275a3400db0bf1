import { setImmediate } from 'node:timers/promises';
import { memoryError } from '../errors.ts';
import { countOptimalHits } from './belady.ts';
import { createCache } from './create-cache.ts';
import type { EvictionPolicy } from './eviction-policy.ts';
import { KeyTrace } from './key-trace.ts';
import { policyNames, policyOf, type PolicyName } from './policy-names.ts';

/** What `simulate` tries: every policy at every capacity. */
export interface SimulateOptions {
  /** Cache sizes to try, in entries. */
  readonly capacities: readonly number[];
  /** Default: all that come with the package. */
  readonly policies?: readonly (PolicyName | EvictionPolicy)[];
  /** Whether the best possible cache (Belady's optimum, which knows the future) is computed too. Default `false`. */
  readonly opt?: boolean;
  /** Seed of the policies' hashes: equal seeds give equal results. Default 1. */
  readonly seed?: number;
  /** Aborting while the keys are read rejects; later it returns the rows that are done. */
  readonly signal?: AbortSignal;
  /** Called with each row as it is done, and how many there will be. */
  readonly onRow?: (row: SimulationRow, total: number) => void;
}

/** How one policy at one capacity would have served the trace. */
export interface SimulationRow {
  /** `opt` for Belady's optimum. */
  readonly policy: string;
  readonly capacity: number;
  readonly hits: number;
  /** Hits among all requests, 0 to 1. */
  readonly hitRatio: number;
}

/** How all policies and capacities that were tried would have served the trace. An aborted run has fewer `rows`. */
export interface Simulation {
  /** Keys in the trace, repeated ones included. */
  readonly requests: number;
  /** How many different keys: the first request of each is a miss in every cache. */
  readonly distinctKeys: number;
  /** Capacities in the order given; within each, policies in the order given, then `opt`. */
  readonly rows: readonly SimulationRow[];
}

/**
 * Plays a sequence of keys through real caches: which policy and size would have served *these* keys best.
 * Throws `NSI_MEMORY_CACHE_TRACE` when the trace is empty, `NSI_MEMORY_CACHE_OPTION` when a policy or capacity is none.
 * @example
 * ```ts
 * import { simulate } from '@nsi/memory';
 *
 * const keys = ['a', 'b', 'a', 'c', 'a', 'b'];
 * const { rows } = await simulate(keys, { capacities: [2], policies: ['s3-fifo', 'lru'], opt: true });
 * const best = rows.toSorted((one, other) => other.hitRatio - one.hitRatio)[0];
 * ```
 */
export async function simulate(keys: Iterable<unknown> | AsyncIterable<unknown>, options: SimulateOptions): Promise<Simulation> {
  const { capacities, policies = policyNames, opt = false, seed = 1, signal, onRow } = options;
  const contenders: Contender[] = policies.map(policyOf).map((policy) => ({
    name: policy.name,
    countHits: ({ ids }, capacity) => countHits(ids, policy, capacity, seed),
  }));
  if (opt) contenders.push({ name: 'opt', countHits: ({ ids, distinct }, capacity) => countOptimalHits(ids, distinct, capacity) });

  const trace = await readKeys(keys, signal);
  const rows: SimulationRow[] = [];
  for (const capacity of capacities) {
    for (const { name, countHits: count } of contenders) {
      const hits = count(trace, capacity);
      const row = { policy: name, capacity, hits, hitRatio: hits / trace.ids.length };
      rows.push(row);
      onRow?.(row, capacities.length * contenders.length);
      // A turn of the event loop, for an abort to arrive.
      await setImmediate();
      if (signal?.aborted) return summarize(trace, rows);
    }
  }
  return summarize(trace, rows);
}

function summarize({ ids, distinct }: KeyTrace, rows: readonly SimulationRow[]): Simulation {
  return { requests: ids.length, distinctKeys: distinct, rows };
}

/** A policy, or the optimum. */
interface Contender {
  readonly name: string;
  countHits(trace: KeyTrace, capacity: number): number;
}

async function readKeys(keys: Iterable<unknown> | AsyncIterable<unknown>, signal: AbortSignal | undefined): Promise<KeyTrace> {
  const trace = new KeyTrace();
  for await (const key of keys) {
    signal?.throwIfAborted();
    trace.add(key);
  }
  if (trace.ids.length > 0) return trace;
  throw memoryError('NSI_MEMORY_CACHE_TRACE', 'expected a trace with at least one key, got an empty one');
}

/** Hits of a cache that is asked for every key and given those it did not have. */
export function countHits(ids: Int32Array, policy: EvictionPolicy, capacity: number, seed: number): number {
  using cache = createCache<number, true>({ max: capacity, policy, seed });
  for (let index = 0; index < ids.length; index++) {
    const id = ids[index] as number;
    if (cache.get(id) === undefined) cache.set(id, true);
  }
  return cache.stats().hits;
}
