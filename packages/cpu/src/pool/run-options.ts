import { check } from '@nsi/core';
import * as v from 'valibot';
import { cpuError } from '../errors.ts';
import type { CallOptions } from './flight.ts';
import type { MapOptions, RunOptions } from './pool.ts';

/** Options of `map` after defaults and checks. */
export interface MapSettings extends MapOptions {
  readonly ordered: boolean;
  readonly batch: number | 'auto';
  readonly targetMs: number;
  readonly window: number;
  readonly onError: 'abort' | 'settle';
  readonly retries: number;
}

const positive = v.pipe(
  v.number(),
  v.check((value) => value > 0, 'a number above 0'),
);
const wholeFrom = (low: number): v.GenericSchema<number> => v.pipe(v.number(), v.safeInteger(), v.minValue(low));
const isFunction = v.custom<(progress: unknown) => void>((value) => typeof value === 'function', 'a function');
const isSignal = v.custom<AbortSignal>((value) => value instanceof AbortSignal, 'an AbortSignal');

const runEntries = {
  signal: v.optional(isSignal),
  timeoutMs: v.optional(positive),
  deadline: v.optional(v.number()),
  priority: v.optional(v.pipe(v.number(), v.finite())),
  key: v.optional(v.string()),
  onProgress: v.optional(isFunction),
};

const runSchema = v.strictObject({
  ...runEntries,
  transfer: v.optional(v.array(v.any())),
  retries: v.optional(wholeFrom(0)),
});

const mapSchema = v.strictObject({
  ...runEntries,
  ordered: v.optional(v.boolean(), true),
  batch: v.optional(v.union([wholeFrom(1), v.literal('auto')], 'a whole number from 1, or "auto"'), 'auto'),
  targetMs: v.optional(positive, 2),
  window: v.optional(v.union([wholeFrom(1), v.literal(Infinity)], 'a whole number from 1'), Infinity),
  onError: v.optional(v.picklist(['abort', 'settle']), 'abort'),
  retries: v.optional(wholeFrom(0), 0),
});

/** Throws `NSI_CPU_POOL_OPTION`. Hot: the options of a run are checked only when there are some. */
export function parseRunOptions(options: RunOptions): RunOptions {
  check(runSchema, options, { path: 'run', code: 'NSI_CPU_POOL_OPTION' });
  if ((options.retries ?? 0) > 0 && (options.transfer?.length ?? 0) > 0)
    throw cpuError('NSI_CPU_POOL_OPTION', 'expected `retries` without `transfer`, got both: what was moved cannot be sent again');
  return options;
}

/** Throws `NSI_CPU_POOL_OPTION`. */
export function parseMapOptions(options: MapOptions): MapSettings {
  return check(mapSchema as v.GenericSchema<unknown, MapSettings>, options, { path: 'map', code: 'NSI_CPU_POOL_OPTION' });
}

/** What of the options is the dispatch's to keep. */
export function callOptionsOf({ signal, timeoutMs, deadline, priority, key, transfer, onProgress }: RunOptions): CallOptions {
  return {
    signal,
    timeoutMs,
    deadline,
    priority,
    key,
    transfer,
    onSide: onProgress ? ({ payload }) => onProgress(payload) : undefined,
  };
}
