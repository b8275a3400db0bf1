import { byteSize, check, currentRecorder, type Recorder } from '@nsi/core';
import type { Clock } from '@nsi/core/ports';
import * as v from 'valibot';
import { memoryError } from '../errors.ts';
import { randomSeed } from '../structure/hash.ts';
import { cacheTimeOf, processTime, type CacheTime } from './cache-time.ts';
import type { CacheLimits, CacheOptions, Load, LoadMany } from './cache.ts';
import type { EvictionPolicy } from './eviction-policy.ts';
import { policyOf, type PolicyName } from './policy-names.ts';
import { weighBytes } from './weigh-bytes.ts';

/** Options of a cache after they were checked: complete, with `Infinity` for every bound that was left out. */
export interface ParsedCacheOptions<Key, Value> {
  readonly policy: EvictionPolicy;
  readonly max: number;
  readonly maxBytes: number;
  /** Only with `maxBytes`. */
  readonly weigh: ((value: Value, key: Key) => number) | undefined;
  readonly ttlMs: number;
  readonly refreshAfterMs: number;
  readonly load: Load<Key, Value> | undefined;
  readonly loadMany: LoadMany<Key, Value> | undefined;
  readonly onEvict: CacheOptions<Key, Value>['onEvict'];
  readonly name: string;
  readonly recorder: Recorder;
  readonly time: CacheTime;
  readonly seed: number;
}

/** More slots than this do not fit into one array of V8. */
const maxEntries = 100_000_000;

const entries = v.pipe(
  v.number(),
  v.integer(`a whole number from 1 to ${maxEntries}`),
  v.minValue(1, `a whole number from 1 to ${maxEntries}`),
  v.maxValue(maxEntries, `a whole number from 1 to ${maxEntries}`),
);
const bytes = v.pipe(byteSize, v.minValue(1, 'a size of at least 1 byte'));
const milliseconds = v.pipe(
  v.number(),
  v.check((value) => value > 0, 'a number of milliseconds above 0'),
);
const call = v.custom<(...args: never[]) => unknown>((value) => typeof value === 'function', 'a function');
const object = v.custom<object>((value) => typeof value === 'object' && value !== null, 'an object');

const limitsSchema = v.strictObject({ max: v.optional(entries), maxBytes: v.optional(bytes) });

const optionsSchema = v.strictObject({
  ...limitsSchema.entries,
  policy: v.optional(v.union([v.string(), object])),
  weigh: v.optional(call),
  ttlMs: v.optional(milliseconds),
  refreshAfterMs: v.optional(milliseconds),
  load: v.optional(call),
  loadMany: v.optional(call),
  onEvict: v.optional(call),
  name: v.optional(v.pipe(v.string(), v.minLength(1, 'a name'))),
  recorder: v.optional(object),
  clock: v.optional(object),
  seed: v.optional(v.pipe(v.number(), v.safeInteger())),
});

const code = 'NSI_MEMORY_CACHE_OPTION';

/** Throws `NSI_MEMORY_CACHE_OPTION` for an option that is unknown or out of range, and when there is no limit. */
export function parseCacheOptions<Key, Value>(options: CacheOptions<Key, Value>): ParsedCacheOptions<Key, Value> {
  const parsed = check(optionsSchema, options, { code });
  if (parsed.max === undefined && parsed.maxBytes === undefined) throw memoryError(code, 'expected `max` or `maxBytes`, got neither');
  return {
    policy: policyOf((parsed.policy ?? 's3-fifo') as PolicyName | EvictionPolicy),
    max: parsed.max ?? maxEntries,
    maxBytes: parsed.maxBytes ?? Infinity,
    weigh: parsed.maxBytes === undefined ? undefined : (options.weigh ?? weighBytes),
    ttlMs: parsed.ttlMs ?? Infinity,
    refreshAfterMs: parsed.refreshAfterMs ?? Infinity,
    load: options.load,
    loadMany: options.loadMany,
    onEvict: options.onEvict,
    name: parsed.name ?? 'cache',
    recorder: (parsed.recorder as Recorder | undefined) ?? currentRecorder(),
    time: parsed.clock === undefined ? processTime : cacheTimeOf(parsed.clock as Clock),
    seed: parsed.seed ?? randomSeed(),
  };
}

/** The bounds that `limits` changes, checked. */
export function parseCacheLimits(limits: CacheLimits): { readonly max?: number | undefined; readonly maxBytes?: number | undefined } {
  return check(limitsSchema, limits, { code });
}

/** A ttl that a caller gave for one entry. */
export function parseTtlMs(ttlMs: number): number {
  if (ttlMs > 0) return ttlMs;
  throw memoryError(code, `expected \`ttlMs\` to be a number of milliseconds above 0, got ${String(ttlMs)}`);
}
