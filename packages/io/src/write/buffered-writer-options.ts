import { byteSize, check } from '@nsi/core';
import * as v from 'valibot';
import { signalSchema } from './atomic-options.ts';

/** When a buffered writer syncs: never, at the end of `flush` and on closing, or after every slab as well. */
export type WriterSync = 'never' | 'flush' | 'slab';

/** Options of `createBufferedWriter`; what it cannot use is `NSI_IO_WRITE_OPTION`. */
export interface BufferedWriterOptions {
  /** Bytes collected before they are written, as a number or as text such as `"256KiB"`. From 4 KiB to 1 GiB. Default 256 KiB. */
  readonly slabBytes?: number | string;
  /** Bytes that may wait for the system before `write` returns a promise. Twice `slabBytes` if that is more. Default 2 MiB: more only puts off the moment at which the event loop turns and writing begins. */
  readonly maxBufferedBytes?: number | string;
  /** Milliseconds after which a slab that is not full is written all the same; 0 waits for a full slab or `flush`. Default 0. */
  readonly maxDelayMs?: number;
  /** Default `never`: bytes survive a crash of the process, as those of any write do, not one of the machine. */
  readonly sync?: WriterSync;
  /** Whether bytes go behind what the file holds, wherever its end is then, in place of replacing it. Default false. */
  readonly append?: boolean;
  /** Permission bits of a file that is created, less the umask. Default 0o666. */
  readonly mode?: number;
  /** Aborting closes the file without writing what is buffered; calls that wait reject with its reason. */
  readonly signal?: AbortSignal;
}

export interface WriterSettings {
  readonly slabBytes: number;
  readonly maxBufferedBytes: number;
  readonly maxDelayMs: number;
  readonly sync: WriterSync;
  readonly append: boolean;
  readonly mode: number;
  readonly signal: AbortSignal | undefined;
}

const slabWords = 'a size from 4 KiB to 1 GiB';

const schema = v.strictObject({
  slabBytes: v.pipe(byteSize, v.minValue(4096, slabWords), v.maxValue(2 ** 30, slabWords)),
  maxBufferedBytes: v.optional(byteSize),
  maxDelayMs: v.pipe(
    v.number('a number of milliseconds from 0'),
    v.minValue(0, 'a number of milliseconds from 0'),
    v.maxValue(2 ** 31 - 1, 'at most 2^31 − 1 milliseconds'),
  ),
  sync: v.picklist(['never', 'flush', 'slab']),
  append: v.boolean(),
  mode: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0o7777)),
  signal: v.optional(signalSchema),
});

const defaults = Object.freeze({ slabBytes: 256 * 1024, maxDelayMs: 0, sync: 'never', append: false, mode: 0o666 });
const defaultBufferedBytes = 2 * 2 ** 20;

export function parseWriterOptions(options: BufferedWriterOptions): WriterSettings {
  const subject = { code: 'NSI_IO_WRITE_OPTION', path: 'writer' } as const;
  const { signal, maxBufferedBytes, ...rest } = check(schema, { ...defaults, ...options }, subject);
  const bound = Math.max(maxBufferedBytes ?? defaultBufferedBytes, rest.slabBytes * 2);
  return { ...rest, maxBufferedBytes: bound, signal };
}
