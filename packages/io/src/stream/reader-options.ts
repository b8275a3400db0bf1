import { byteSize } from '@nsi/core';
import type { BufferPool } from '@nsi/memory';
import * as v from 'valibot';
import { signalSchema } from '../read/read-many-options.ts';

/** Options of `openReader`, each with a default; what it cannot use is `NSI_IO_READER_OPTION`. */
export interface ReaderOptions {
  /** Bytes of one slab, 4 KiB to 1 GiB, as a number or as text such as `"1MiB"`. Default 256 KiB. */
  readonly blockBytes?: number | string;
  /** Slabs that are read ahead of the consumer, 1–64. The reader holds one more. Default 4. */
  readonly ahead?: number;
  /** First byte to read. Default 0. */
  readonly start?: number;
  /** Where to stop: the byte behind the last one. Default: the end of the file. */
  readonly end?: number;
  /** What a file that became shorter meanwhile is: an error, `NSI_IO_READER_TRUNCATED`, or its end. Default `error`. */
  readonly onTruncated?: 'error' | 'end';
  /** Ends the reading; the reader then throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Where slabs come from. Default: one pool of 64 MiB for all readers of this thread. */
  readonly buffers?: Pick<BufferPool, 'acquire'>;
}

export interface ReaderSettings {
  readonly blockBytes: number;
  readonly ahead: number;
  readonly start: number;
  readonly end: number;
  readonly onTruncated: 'error' | 'end';
  readonly signal?: AbortSignal | undefined;
  readonly buffers?: Pick<BufferPool, 'acquire'>;
}

const position = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

export const readerSchema: v.GenericSchema<unknown, ReaderSettings> = v.pipe(
  v.strictObject({
    blockBytes: v.pipe(byteSize, v.minValue(4096, 'at least 4 KiB'), v.maxValue(2 ** 30, 'at most 1 GiB')),
    ahead: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(64)),
    start: position,
    end: v.union([v.literal(Infinity), position], 'a whole number from 0'),
    onTruncated: v.picklist(['error', 'end']),
    signal: v.exactOptional(signalSchema),
    buffers: v.exactOptional(
      v.custom<Pick<BufferPool, 'acquire'>>(
        (value) => typeof (value as Partial<BufferPool> | undefined)?.acquire === 'function',
        'a pool of buffers',
      ),
    ),
  }),
  v.check(({ start, end }) => start <= end, '`start` not to be greater than `end`'),
);

export const readerDefaults: Omit<ReaderSettings, 'signal' | 'buffers'> = Object.freeze({
  blockBytes: 256 * 1024,
  ahead: 4,
  start: 0,
  end: Infinity,
  onTruncated: 'error',
});
