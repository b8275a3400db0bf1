import { byteSize, type Level } from '@nsi/core';
import * as v from 'valibot';
import { readModes, type ReadMode } from './read/read-mode.ts';

/** The section `io` in force. Sizes in bytes. */
export interface IoOptions {
  readonly read: ReadSection;
  readonly write: WriteSection;
  readonly cache: BlockCacheSection;
}

/** Defaults of `readMany`, `statMany`, `walk` and `openReader`. */
export interface ReadSection {
  /** Where `readMany` and `statMany` do their work. */
  readonly mode: ReadMode;
  /** Files in flight at a time where the work is asynchronous; `writeMany` included. */
  readonly concurrency: number;
  /** Bytes of one slab of a reader. `nsi io probe` finds the best for a device. */
  readonly blockBytes: number;
  /** Slabs that a reader fills ahead of its consumer. */
  readonly ahead: number;
}

/** Defaults of `createBufferedWriter` and the append log. */
export interface WriteSection {
  /** Bytes collected before they are written. */
  readonly slabBytes: number;
  /** Bytes that may wait for the device before `write` asks its caller to wait. */
  readonly maxBufferedBytes: number;
}

/** Defaults of `createBlockCache`. */
export interface BlockCacheSection {
  /** Bound of the cached blocks; at most `limits.maxMemoryBytes`; 0 keeps none. */
  readonly maxBytes: number;
  /** Bytes of one block. */
  readonly blockBytes: number;
}

/** The section as a person writes it: any part of it, sizes also as text. */
export type IoOptionsInput = {
  readonly [Part in keyof IoOptions]?: {
    readonly [Name in keyof IoOptions[Part]]?: Name extends `${string}Bytes` ? number | string : IoOptions[Part][Name];
  };
};

const countFrom1 = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const slab = v.pipe(byteSize, v.minValue(4096, 'at least 4 KiB'), v.maxValue(2 ** 30, 'at most 1 GiB'));

/** Schema of the section `io`. */
export const ioOptionsSchema: v.GenericSchema<unknown, IoOptions> = v.strictObject({
  read: v.strictObject({
    mode: v.pipe(
      v.picklist(readModes),
      v.description('Where `readMany` and `statMany` do their work; `auto` picks by the number of files.'),
    ),
    concurrency: v.pipe(countFrom1, v.maxValue(4096), v.description('Files in flight at a time where the work is asynchronous.')),
    blockBytes: v.pipe(slab, v.description('Bytes of one slab of a reader.')),
    ahead: v.pipe(countFrom1, v.maxValue(64), v.description('Slabs that a reader fills ahead of its consumer.')),
  }),
  write: v.strictObject({
    slabBytes: v.pipe(slab, v.description('Bytes that a buffered writer collects before it writes them.')),
    maxBufferedBytes: v.pipe(
      byteSize,
      v.description('Bytes that may wait for the device before a buffered writer asks its caller to wait.'),
    ),
  }),
  cache: v.strictObject({
    maxBytes: v.pipe(byteSize, v.description('Bytes of file blocks that are kept; 0 keeps none. At most `limits.maxMemoryBytes`.')),
    blockBytes: v.pipe(slab, v.description('Bytes of one cached block.')),
  }),
});

type Written<Part extends keyof IoOptions> = Required<NonNullable<IoOptionsInput[Part]>>;

/** Defaults of every option at every level. */
export const ioLevels: Readonly<Record<Level, { readonly [Part in keyof IoOptions]: Written<Part> }>> = Object.freeze({
  conservative: {
    read: { mode: 'async', concurrency: 4, blockBytes: '64KiB', ahead: 1 },
    write: { slabBytes: '16KiB', maxBufferedBytes: '64KiB' },
    cache: { maxBytes: 0, blockBytes: '64KiB' },
  },
  balanced: {
    read: { mode: 'auto', concurrency: 16, blockBytes: '256KiB', ahead: 4 },
    write: { slabBytes: '256KiB', maxBufferedBytes: '2MiB' },
    cache: { maxBytes: '64MiB', blockBytes: '64KiB' },
  },
  aggressive: {
    read: { mode: 'worker', concurrency: 64, blockBytes: '1MiB', ahead: 4 },
    write: { slabBytes: '1MiB', maxBufferedBytes: '8MiB' },
    cache: { maxBytes: '1GiB', blockBytes: '64KiB' },
  },
});
