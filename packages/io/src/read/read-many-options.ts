import { byteSize } from '@nsi/core';
import * as v from 'valibot';
import { readModes, type ReadMode } from './read-mode.ts';

/** What every call over many files can be told. */
export interface ManyOptions {
  /** Where the calls are made. Default `auto`. */
  readonly mode?: ReadMode;
  /** Files in flight at a time where the work is asynchronous, 1–4096. Default 16. */
  readonly concurrency?: number;
  /** Ends the call; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Called for each path that fails, in their order, once the others are done; the call then resolves. Left out, the call rejects with
   * `NSI_IO_READ_FAILED`, whose cause is the first failure.
   */
  readonly onError?: (error: Error, index: number) => void;
}

/** Options of `readMany`, each with a default; what it cannot use is `NSI_IO_READ_OPTION`. */
export interface ReadManyOptions extends ManyOptions {
  /** Most bytes of one file, as a number or as text such as `"64MiB"`; a larger one fails with `NSI_IO_READ_TOO_LARGE`. Default 1 GiB. */
  readonly maxFileBytes?: number | string;
  /** Most bytes of all files together; those beyond fail with `NSI_IO_READ_TOO_LARGE`. Default 4 GiB. */
  readonly maxTotalBytes?: number | string;
}

/** Options of `statMany`, each with a default; what it cannot use is `NSI_IO_READ_OPTION`. */
export interface StatManyOptions extends ManyOptions {
  /** Whether a symbolic link counts as what it points to, as in `stat`; false looks at the link, as `lstat` does. Default true. */
  readonly followLinks?: boolean;
}

interface ManySettings {
  readonly mode: ReadMode;
  readonly concurrency: number;
  readonly signal?: AbortSignal | undefined;
  readonly onError?: (error: Error, index: number) => void;
}

/** Checked options of `readMany`. */
export interface ReadManySettings extends ManySettings {
  readonly maxFileBytes: number;
  readonly maxTotalBytes: number;
}

/** Checked options of `statMany`. */
export interface StatManySettings extends ManySettings {
  readonly followLinks: boolean;
}

/** An `AbortSignal`. */
export const signalSchema: v.GenericSchema<AbortSignal | undefined> = v.optional(
  v.custom<AbortSignal>((value) => value instanceof AbortSignal, 'an AbortSignal'),
);

/** A function. */
export const functionSchema = <Call extends (...input: never[]) => unknown>(): v.GenericSchema<Call> =>
  v.custom<Call>((value) => typeof value === 'function', 'a function');

/** Files in flight. */
export const concurrencySchema: v.GenericSchema<number> = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(4096));

const many = {
  mode: v.picklist(readModes),
  concurrency: concurrencySchema,
  signal: v.exactOptional(signalSchema),
  onError: v.exactOptional(functionSchema<(error: Error, index: number) => void>()),
} as const;

const bytesFrom1 = v.pipe(byteSize, v.minValue(1));

export const readManySchema: v.GenericSchema<unknown, ReadManySettings> = v.strictObject({
  ...many,
  maxFileBytes: v.pipe(bytesFrom1, v.maxValue(2 ** 32, 'at most 4 GiB')),
  maxTotalBytes: bytesFrom1,
});

export const statManySchema: v.GenericSchema<unknown, StatManySettings> = v.strictObject({ ...many, followLinks: v.boolean() });

const manyDefaults = { mode: 'auto', concurrency: 16 } as const;

export const readManyDefaults: Pick<ReadManySettings, 'mode' | 'concurrency' | 'maxFileBytes' | 'maxTotalBytes'> = Object.freeze({
  ...manyDefaults,
  maxFileBytes: 2 ** 30,
  maxTotalBytes: 2 ** 32,
});

export const statManyDefaults: Pick<StatManySettings, 'mode' | 'concurrency' | 'followLinks'> = Object.freeze({
  ...manyDefaults,
  followLinks: true,
});
