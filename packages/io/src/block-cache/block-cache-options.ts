import { byteSize, check } from '@nsi/core';
import type { Clock } from '@nsi/core/ports';
import type { Recorder } from '@nsi/core';
import { policyNames, type EvictionPolicy, type PolicyName } from '@nsi/memory';
import * as v from 'valibot';
import { processClock } from '../cached-file/check-turns.ts';
import { durationMs } from '../handle-pool/handle-pool-options.ts';
import type { HandlePool } from '../handle-pool/create-handle-pool.ts';

/** Options of `createBlockCache`. */
export interface BlockCacheOptions {
  /** Most bytes of all blocks together, a number or text such as `"64MiB"`; 0 keeps none. Default 64 MiB. */
  readonly maxBytes?: number | string;
  /** Bytes of one block, from 512 to 64 MiB. Default 64 KiB. */
  readonly blockBytes?: number | string;
  /** Which block leaves a full cache. Default `s3-fifo`, which a scan does not empty. */
  readonly policy?: PolicyName | EvictionPolicy;
  /** Blocks that are loaded ahead of a consumer that reads on and on, from 0 to 1024. Default 4. */
  readonly ahead?: number;
  /**
   * How long, in milliseconds, cached blocks are served without looking whether their file has changed. A look costs about 2 µs. 0 looks at
   * every read, `Infinity` never, for files that do not change. Default 100.
   */
  readonly checkMs?: number;
  /** Where open files come from. Default: a pool of the cache's own, disposed with it. */
  readonly handles?: HandlePool;
  /** Label of its metrics. Default `io-blocks`. */
  readonly name?: string;
  /** Default: the process's recorder when the cache is made. */
  readonly recorder?: Recorder;
  /** Default: the process's time. */
  readonly clock?: Clock;
}

export interface BlockCacheSettings {
  readonly maxBytes: number;
  readonly blockBytes: number;
  readonly policy: PolicyName | EvictionPolicy;
  readonly ahead: number;
  readonly checkMs: number;
  readonly name: string;
  readonly clock: Clock;
}

const object = v.custom<object>((value) => typeof value === 'object' && value !== null, 'an object');

const schema = v.strictObject({
  maxBytes: byteSize,
  blockBytes: v.pipe(byteSize, v.minValue(512, 'at least 512 bytes'), v.maxValue(2 ** 26, 'at most 64 MiB')),
  policy: v.union([v.picklist(policyNames), object], `a policy: ${policyNames.join(', ')} or one of your own`),
  ahead: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1024)),
  checkMs: durationMs,
  name: v.pipe(v.string(), v.minLength(1, 'a name')),
  clock: object,
});

const blockCacheDefaults = Object.freeze({
  maxBytes: 64 * 2 ** 20,
  blockBytes: 65_536,
  policy: 's3-fifo',
  ahead: 4,
  checkMs: 100,
  name: 'io-blocks',
} as const);

/** Throws `NSI_IO_BLOCK_CACHE_OPTION` for an option that is unknown or out of range. */
export function parseBlockCacheOptions(options: Omit<BlockCacheOptions, 'handles' | 'recorder'>): BlockCacheSettings {
  return check(
    schema,
    { ...blockCacheDefaults, clock: processClock, ...options },
    { code: 'NSI_IO_BLOCK_CACHE_OPTION' },
  ) as BlockCacheSettings;
}
