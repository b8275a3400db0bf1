import { byteSize, check } from '@nsi/core';
import * as v from 'valibot';
import { signalSchema } from '../write/atomic-options.ts';

/** Options of `recover`; what it cannot use is `NSI_IO_LOG_OPTION`. */
export interface RecoverOptions {
  /**
   * What to do with damage in front of records that must have been durable. `throw` (the default) leaves the file as it is and rejects with
   * `NSI_IO_LOG_CORRUPT`; `truncate` gives up everything from the damage on.
   */
  readonly onCorrupt?: 'throw' | 'truncate';
  readonly signal?: AbortSignal;
}

/** Options of `createAppendLog`; what it cannot use is `NSI_IO_LOG_OPTION`. */
export interface AppendLogOptions extends RecoverOptions {
  /** Largest record, as a number of bytes or as text such as `"1MiB"`. From 1 byte to 1 GiB. Default 16 MiB. */
  readonly maxRecordBytes?: number | string;
  /** Bytes of records that are put into one group at most, unless one record is larger. From 4 KiB to 1 GiB. Default 1 MiB. */
  readonly maxGroupBytes?: number | string;
  /** Bytes that may wait to be made durable before `append` rejects. At least `maxRecordBytes`. Default 64 MiB, or that. */
  readonly maxBufferedBytes?: number | string;
  /** Milliseconds a group waits for more records before it is written; 0 takes what is there. Default 0. */
  readonly maxDelayMs?: number;
  /** Permission bits of a file that is created. Default 0o666 less the umask. */
  readonly mode?: number;
  /** Aborting while the log is opened rejects; afterwards it makes `append` reject, and what waits is made durable all the same. */
  readonly signal?: AbortSignal;
}

export interface RecoverSettings {
  readonly onCorrupt: 'throw' | 'truncate';
  readonly signal: AbortSignal | undefined;
}

export interface LogSettings extends RecoverSettings {
  readonly maxRecordBytes: number;
  readonly maxGroupBytes: number;
  readonly maxBufferedBytes: number;
  readonly maxDelayMs: number;
  readonly mode: number | undefined;
}

const mostBytes = 2 ** 30;
const recordWords = 'a size from 1 byte to 1 GiB';
const groupWords = 'a size from 4 KiB to 1 GiB';
const subject = Object.freeze({ code: 'NSI_IO_LOG_OPTION', path: 'log' } as const);

const recoverEntries = { onCorrupt: v.picklist(['throw', 'truncate']), signal: v.optional(signalSchema) } as const;

const schema = v.strictObject({
  ...recoverEntries,
  maxRecordBytes: v.pipe(byteSize, v.minValue(1, recordWords), v.maxValue(mostBytes, recordWords)),
  maxGroupBytes: v.pipe(byteSize, v.minValue(4096, groupWords), v.maxValue(mostBytes, groupWords)),
  maxBufferedBytes: v.optional(byteSize),
  maxDelayMs: v.pipe(v.number(), v.minValue(0), v.maxValue(60_000)),
  mode: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0o7777))),
});

const defaults = Object.freeze({ onCorrupt: 'throw', maxRecordBytes: 16 * 2 ** 20, maxGroupBytes: 2 ** 20, maxDelayMs: 0 });
const defaultBufferedBytes = 64 * 2 ** 20;

export function parseLogOptions(options: AppendLogOptions): LogSettings {
  const { signal, mode, maxBufferedBytes, ...rest } = check(schema, { ...defaults, ...options }, subject);
  const least = rest.maxRecordBytes;
  const bound = maxBufferedBytes ?? Math.max(defaultBufferedBytes, least);
  check(v.pipe(v.number(), v.minValue(least, `at least \`maxRecordBytes\`, ${least}`)), bound, {
    ...subject,
    path: 'log.maxBufferedBytes',
  });
  return { ...rest, signal, mode, maxBufferedBytes: bound };
}

export function parseRecoverOptions(options: RecoverOptions): RecoverSettings {
  const { onCorrupt, signal } = check(v.strictObject(recoverEntries), { onCorrupt: 'throw', ...options }, { ...subject, path: 'recover' });
  return { onCorrupt, signal };
}
