import { check } from '@nsi/core';
import * as v from 'valibot';

/** What every limit that adapts can be told. */
export interface AdaptiveLimitOptions {
  /** Places at the start. Default 8. */
  readonly initial?: number;
  /** Never fewer. From 1; default 1. */
  readonly min?: number;
  /** Never more. Default 200. */
  readonly max?: number;
}

const places = v.pipe(v.number(), v.safeInteger('a whole number from 1'), v.minValue(1, 'a whole number from 1'));

const bounds = { initial: places, min: places, max: places } as const;

export const limitDefaults: Required<AdaptiveLimitOptions> = Object.freeze({ initial: 8, min: 1, max: 200 });

/** `options` over `defaults`, checked. Throws `NSI_CPU_OPTION`. */
export function parseLimitOptions<Options extends Required<AdaptiveLimitOptions>>(
  name: string,
  options: object,
  defaults: Options,
  entries: v.ObjectEntries = {},
): Options {
  const whole = { ...defaults, ...options };
  const parsed = check(
    schemaOf(entries),
    { ...whole, initial: clamp(whole.initial, whole.min, whole.max) },
    { path: name, code: 'NSI_CPU_OPTION' },
  );
  return parsed as Options;
}

function schemaOf(entries: v.ObjectEntries): v.GenericSchema<unknown, unknown> {
  return v.pipe(
    v.strictObject({ ...bounds, ...entries }),
    v.check(({ min, max }) => min <= max, '`min` to be at most `max`'),
  );
}

/** A share above 0 and at most 1. */
export const share: v.GenericSchema<number> = v.pipe(
  v.number(),
  v.check((value) => value > 0 && value <= 1, 'a number above 0, at most 1'),
);

/** A finite number of at least `low`. */
export function atLeast(low: number): v.GenericSchema<number> {
  return v.pipe(v.number(), v.finite(), v.minValue(low));
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
