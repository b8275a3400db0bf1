import { byteSize, check } from '@nsi/core';
import * as v from 'valibot';
import type { Durability } from '../write/atomic-options.ts';
import { packCodecs, type PackCodec } from './pack-format.ts';

/** Options of `createPackWriter`. */
export interface PackWriterOptions {
  /** `zstd` is smaller, `lz4` is read faster. Default `zstd`. */
  readonly codec?: PackCodec;
  /** Effort, in the codec's own scale: zstd −7–22, lz4 1–6. Default: the codec's. */
  readonly level?: number;
  /** Bytes of content in one frame, from 4 KiB to 64 MiB: what is decoded to read one byte. Default 128 KiB. */
  readonly frameBytes?: number | string;
  /** Frames that are encoded at a time, from 1 to 64. Default 4, as many threads as libuv has. */
  readonly concurrency?: number;
  /** Whether a file that is there is replaced, when the pack is whole. Default false: it is `NSI_IO_FILE_EXISTS`. */
  readonly force?: boolean;
  /** What survives a loss of power once `finish` has resolved: `full`, content and name; `file`, the content; `none`. Default `full`. */
  readonly durability?: Durability;
  /** Aborting makes every further call reject with its reason. Nothing is left of the pack. */
  readonly signal?: AbortSignal | undefined;
}

export interface PackWriterSettings {
  readonly codec: PackCodec;
  readonly level?: number | undefined;
  readonly frameBytes: number;
  readonly concurrency: number;
  readonly force: boolean;
  readonly durability: Durability;
}

/** Options of `openPack`. Bounds are held against what the pack claims before anything is allocated. */
export interface OpenPackOptions {
  /** Bytes of decoded frames that are kept, a number or text; 0 keeps none. Default 16 MiB. */
  readonly cacheBytes?: number | string;
  /** Largest index and largest seek table. Default 64 MiB each. */
  readonly maxIndexBytes?: number | string;
  /** Most entries, of about 250 bytes of memory each. Default 1,000,000. */
  readonly maxEntries?: number;
  /** Most frames. Default 1,000,000: 122 GiB in frames of 128 KiB. */
  readonly maxFrames?: number;
  /** Largest content of one frame. Default 64 MiB. */
  readonly maxFrameBytes?: number | string;
}

export interface OpenPackSettings {
  readonly cacheBytes: number;
  readonly maxIndexBytes: number;
  readonly maxEntries: number;
  readonly maxFrames: number;
  readonly maxFrameBytes: number;
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const writerSchema = v.strictObject({
  codec: v.picklist(packCodecs),
  level: v.optional(v.pipe(v.number(), v.safeInteger())),
  frameBytes: v.pipe(byteSize, v.minValue(4096, 'at least 4 KiB'), v.maxValue(2 ** 26, 'at most 64 MiB')),
  concurrency: v.pipe(count, v.maxValue(64)),
  force: v.boolean(),
  durability: v.picklist(['none', 'file', 'full']),
});
const openSchema = v.strictObject({
  cacheBytes: byteSize,
  maxIndexBytes: byteSize,
  maxEntries: count,
  maxFrames: count,
  maxFrameBytes: byteSize,
});

const writerDefaults = Object.freeze({ codec: 'zstd', frameBytes: 131_072, concurrency: 4, force: false, durability: 'full' } as const);
const openDefaults = Object.freeze({
  cacheBytes: 2 ** 24,
  maxIndexBytes: 2 ** 26,
  maxEntries: 1_000_000,
  maxFrames: 1_000_000,
  maxFrameBytes: 2 ** 26,
});

/** Throws `NSI_IO_PACK_OPTION` for an option that is unknown or out of range. */
export function parsePackWriterOptions({ signal: _, ...options }: PackWriterOptions): PackWriterSettings {
  return check(writerSchema, { ...writerDefaults, ...options }, { code: 'NSI_IO_PACK_OPTION' });
}

/** Throws `NSI_IO_PACK_OPTION` for an option that is unknown or out of range. */
export function parseOpenPackOptions(options: OpenPackOptions): OpenPackSettings {
  return check(openSchema, { ...openDefaults, ...options }, { code: 'NSI_IO_PACK_OPTION' });
}
