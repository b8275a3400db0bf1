import { check } from '@nsi/core';
import type { Clock } from '@nsi/core/ports';
import * as v from 'valibot';
import { processClock } from '../cached-file/check-turns.ts';
import { filePermits, type FilePermits } from '../permits/file-permits.ts';

/** Options of `createHandlePool`. */
export interface HandlePoolOptions {
  /** Files open at a time, leased and idle, a whole number from 1. Default a quarter of what `filePermits` allows, at most 1024. */
  readonly max?: number;
  /** Milliseconds after which a file that nobody uses is closed. Default 10,000. */
  readonly idleMs?: number;
  /**
   * How long, in milliseconds, an open file is handed out without looking whether its path still leads to it. 0 looks every time (about
   * 2 µs), `Infinity` never. Default 100.
   */
  readonly checkMs?: number;
  /** Default: the process's time. */
  readonly clock?: Clock;
  /** Default: the permits of this thread. */
  readonly permits?: FilePermits;
}

export interface HandlePoolSettings {
  readonly max: number;
  readonly idleMs: number;
  readonly checkMs: number;
  readonly clock: Clock;
  readonly permits: FilePermits;
}

const mostByDefault = 1024;

export const durationMs: v.GenericSchema<number> = v.pipe(
  v.number(),
  v.check((value) => value >= 0, 'a number of milliseconds from 0'),
);
const object = v.custom<object>((value) => typeof value === 'object' && value !== null, 'an object');

const schema = v.strictObject({
  max: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  idleMs: durationMs,
  checkMs: durationMs,
  clock: object,
  permits: object,
});

/** Throws `NSI_IO_HANDLE_OPTION` for an option that is unknown or out of range. */
export function parseHandlePoolOptions(options: HandlePoolOptions): HandlePoolSettings {
  const permits = options.permits ?? filePermits();
  const max = Math.max(1, Math.min(mostByDefault, Math.floor(permits.max / 4)));
  const settings = { max, idleMs: 10_000, checkMs: 100, clock: processClock, ...options, permits };
  return check(schema, settings, { code: 'NSI_IO_HANDLE_OPTION' }) as HandlePoolSettings;
}
