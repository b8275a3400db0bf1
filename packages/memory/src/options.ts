import { byteSize, type Level } from '@nsi/core';
import * as v from 'valibot';
import { policyNames, type PolicyName } from './cache/policy-names.ts';
import { filters, type Filter } from './codec/filter-names.ts';
import { packedCodecNames, type PackedCodecName } from './codec/packed-codec-names.ts';

/** The section `memory` in force. Sizes in bytes. */
export interface MemoryOptions {
  readonly codec: CodecSection;
  readonly cache: CacheSection;
  readonly pool: PoolSection;
  readonly pressure: PressureSection;
}

/** Defaults of `packArray` and `unpackArray`. */
export interface CodecSection {
  readonly name: PackedCodecName;
  readonly filter: Filter | 'auto';
  readonly checksum: boolean;
  readonly maxOutputBytes: number;
}

/** Defaults of `createCache`. */
export interface CacheSection {
  readonly policy: PolicyName;
  /** Bound of a cache that states none of its own. */
  readonly maxBytes: number;
}

/** The handle's buffer pool. */
export interface PoolSection {
  readonly maxBytes: number;
}

/** When the handle's caches and pools give memory back. */
export interface PressureSection {
  /** Share of the memory limit, or of V8's heap limit, from which they shrink to a half in steps. */
  readonly warn: number;
  /** Share from which they give everything back. */
  readonly critical: number;
}

/** The section as a person writes it: any part of it, sizes also as text. */
export type MemoryOptionsInput = {
  readonly [Part in keyof MemoryOptions]?: {
    readonly [Name in keyof MemoryOptions[Part]]?: Name extends 'maxBytes' | 'maxOutputBytes' ? number | string : MemoryOptions[Part][Name];
  };
};

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** Schema of the section `memory`. */
export const memoryOptionsSchema: v.GenericSchema<unknown, MemoryOptions> = v.strictObject({
  codec: v.strictObject({
    name: v.pipe(v.picklist(packedCodecNames), v.description('Codec of `packArray` when the call names none.')),
    filter: v.pipe(
      v.picklist([...filters, 'auto']),
      v.description('What is done to the elements before they are encoded; `auto` picks by a sample.'),
    ),
    checksum: v.pipe(v.boolean(), v.description('Whether every block carries a checksum that is verified before it is decoded.')),
    maxOutputBytes: v.pipe(byteSize, v.description('Hard bound on the size of a decoded array, checked before anything is allocated.')),
  }),
  cache: v.strictObject({
    policy: v.pipe(v.picklist(policyNames), v.description('Which entry leaves a full cache, when the cache names no policy.')),
    maxBytes: v.pipe(
      byteSize,
      v.description('Bound of a cache that states neither `max` nor `maxBytes`; at most `limits.maxMemoryBytes`.'),
    ),
  }),
  pool: v.strictObject({
    maxBytes: v.pipe(
      byteSize,
      v.description('Bytes that the buffer pool keeps, leased and idle; 0 keeps none. At most `limits.maxMemoryBytes`.'),
    ),
  }),
  pressure: v.strictObject({
    warn: v.pipe(
      share,
      v.description("Share of the memory limit, or of V8's heap limit, from which caches and pools shrink to a half in steps."),
    ),
    critical: v.pipe(share, v.description('Share from which caches and pools give everything back.')),
  }),
});

type Written<Part extends keyof MemoryOptions> = Required<NonNullable<MemoryOptionsInput[Part]>>;

const packed = Object.freeze({ filter: 'auto', checksum: true, maxOutputBytes: '512MiB' } as const);

/** Defaults of every option at every level. */
export const memoryLevels: Readonly<Record<Level, { readonly [Part in keyof MemoryOptions]: Written<Part> }>> = Object.freeze({
  conservative: {
    codec: { ...packed, name: 'store', filter: 'none' },
    cache: { policy: 's3-fifo', maxBytes: '16MiB' },
    pool: { maxBytes: 0 },
    pressure: { warn: 0.7, critical: 0.85 },
  },
  balanced: {
    codec: { ...packed, name: 'lz4' },
    cache: { policy: 's3-fifo', maxBytes: '64MiB' },
    pool: { maxBytes: '64MiB' },
    pressure: { warn: 0.75, critical: 0.9 },
  },
  aggressive: {
    codec: { ...packed, name: 'zstd' },
    cache: { policy: 's3-fifo', maxBytes: '1GiB' },
    pool: { maxBytes: '1GiB' },
    pressure: { warn: 0.8, critical: 0.92 },
  },
});
