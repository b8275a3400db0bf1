import { byteSize, check } from '@nsi/core';
import type { Clock } from '@nsi/core/ports';
import * as v from 'valibot';
import { durationMs } from '../handle-pool/handle-pool-options.ts';
import { processClock } from './check-turns.ts';

/** Options of `cachedFile`. */
export interface CachedFileOptions<Value = Buffer> {
  /** Makes the value that is kept of the bytes, once a load. Default: the bytes themselves. Its error goes to the reader and nothing is kept. */
  readonly parse?: (bytes: Buffer) => Value;
  /**
   * Whether the system's notices (`fs.watch`) say when to look again, in place of `checkMs`: no look at all while nothing happens, but a
   * change is seen only when the event loop has brought its notice. Default false.
   */
  readonly watch?: boolean;
  /**
   * How long, in milliseconds, the content is given out without looking whether the file has changed. A look costs about 2 µs. 0 looks at
   * every read, `Infinity` never. Default 100.
   */
  readonly checkMs?: number;
  /** Largest file that is kept, a number or text. A larger one is `NSI_IO_CACHED_FILE_TOO_LARGE`. Default 64 MiB. */
  readonly maxBytes?: number | string;
  /** Default: the process's time. */
  readonly clock?: Clock;
}

export interface CachedFileSettings<Value> {
  readonly parse: (bytes: Buffer) => Value;
  readonly watch: boolean;
  readonly checkMs: number;
  readonly maxBytes: number;
  readonly clock: Clock;
}

const schema = v.strictObject({
  parse: v.custom<(bytes: Buffer) => unknown>((value) => typeof value === 'function', 'a function'),
  watch: v.boolean(),
  checkMs: durationMs,
  maxBytes: byteSize,
  clock: v.custom<object>((value) => typeof value === 'object' && value !== null, 'an object'),
});

const defaults = Object.freeze({
  parse: (bytes: Buffer) => bytes,
  watch: false,
  checkMs: 100,
  maxBytes: 64 * 2 ** 20,
  clock: processClock,
});

/** Throws `NSI_IO_CACHED_FILE_OPTION` for an option that is unknown or out of range. */
export function parseCachedFileOptions<Value>(options: CachedFileOptions<Value>): CachedFileSettings<Value> {
  return check(schema, { ...defaults, ...options }, { code: 'NSI_IO_CACHED_FILE_OPTION' }) as CachedFileSettings<Value>;
}
