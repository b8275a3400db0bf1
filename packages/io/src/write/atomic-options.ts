import { check } from '@nsi/core';
import * as v from 'valibot';
import { ioError } from '../errors.ts';

/**
 * What a crash of the machine may undo once the call has resolved. `none`: nothing is synced, only a crash of the process is covered.
 * `file`: the old content or the new, whole, never a mix. `full`: the new content.
 */
export type Durability = 'none' | 'file' | 'full';

/** Options of `writeAtomic` and `writeAtomicMany`; what they cannot use is `NSI_IO_WRITE_OPTION`. */
export interface WriteAtomicOptions {
  /** Default `full`: contents and the directory are synced before the call resolves. */
  readonly durability?: Durability;
  /** Permission bits of the file. Default: those of the file that is replaced; for a new one 0o666 less the umask. */
  readonly mode?: number;
  /** How often a rename is tried again where another program holds the file open (Windows). From 0 to 100. Default 10, within a second. */
  readonly retries?: number;
  /** Aborting before the rename leaves the old content and removes the temporary file. */
  readonly signal?: AbortSignal;
}

export interface AtomicSettings {
  readonly durability: Durability;
  readonly mode: number | undefined;
  readonly retries: number;
  readonly signal: AbortSignal | undefined;
}

const whole = (low: number, high: number, words: string): v.GenericSchema<unknown, number> =>
  v.pipe(v.number(words), v.integer(words), v.minValue(low, words), v.maxValue(high, words));

export const signalSchema: v.GenericSchema<unknown, AbortSignal> = v.custom<AbortSignal>(
  (value) => typeof value === 'object' && value !== null && 'throwIfAborted' in value,
  'an AbortSignal',
);

const schema: v.GenericSchema<unknown, AtomicSettings> = v.strictObject({
  durability: v.picklist(['none', 'file', 'full']),
  mode: v.optional(whole(0, 0o7777, 'permission bits from 0 to 0o7777')),
  retries: whole(0, 100, 'a whole number from 0 to 100'),
  signal: v.optional(signalSchema),
}) as never;

const defaults = Object.freeze({ durability: 'full', retries: 10, mode: undefined, signal: undefined });

export function parseAtomicOptions(options: WriteAtomicOptions): AtomicSettings {
  return check(schema, { ...defaults, ...options }, { code: 'NSI_IO_WRITE_OPTION', path: 'writeAtomic' });
}

/** The bytes of `data`. Text becomes UTF-8. Throws `NSI_IO_WRITE_OPTION` for anything else. */
export function bytesOf(data: unknown): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data, 'utf8');
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  throw ioError('NSI_IO_WRITE_OPTION', `expected text or a view of bytes to write, got ${data === null ? 'null' : typeof data}`);
}
