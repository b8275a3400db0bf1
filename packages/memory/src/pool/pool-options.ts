import { byteSize, environmentOf } from '@nsi/core';
import * as v from 'valibot';
import type { LeakReport } from './leak-watch.ts';
import type { PoolBacking } from './pool-memory.ts';

/** What every kind of pool can be told. */
export interface PoolOptions {
  /** Shown in leak reports, statistics and metrics. */
  readonly name?: string;
  /** One lease in how many is watched for leaks, on average; 0 watches none, 1 all. Default 1024. Watching one costs about 20 µs. */
  readonly leakSampleEvery?: number;
  /** Called with each leak found. Leaks are also counted, and published on the diagnostics channel `nsi:memory:pool-leak`. */
  readonly onLeak?: (report: LeakReport) => void;
}

/** Options of every pool after defaults and checks. */
export interface PoolSettings {
  readonly name: string;
  readonly leakSampleEvery: number;
  readonly onLeak?: (report: LeakReport) => void;
}

export interface BufferPoolSettings extends PoolSettings {
  readonly maxBytes: number;
  readonly backing: PoolBacking;
  readonly clear: boolean;
  readonly guard: boolean;
}

export interface ObjectPoolSettings extends PoolSettings {
  readonly max: number;
}

export interface ArrayPoolSettings extends PoolSettings {
  readonly length: number;
  readonly count: number;
  readonly maxBytes: number;
  readonly clear: boolean;
  readonly guard: boolean;
}

const wholeFrom = (low: number): v.GenericSchema<number> => v.pipe(v.number(), v.safeInteger(), v.minValue(low));

const functionSchema = <Call extends (...input: never[]) => unknown>(): v.GenericSchema<Call> =>
  v.custom<Call>((value) => typeof value === 'function', 'a function');

const poolEntries = {
  name: v.pipe(v.string(), v.minLength(1, 'a name of at least one character')),
  leakSampleEvery: wholeFrom(0),
  onLeak: v.exactOptional(functionSchema<(report: LeakReport) => void>()),
} as const;

export const bufferPoolSchema: v.GenericSchema<unknown, BufferPoolSettings> = v.strictObject({
  ...poolEntries,
  maxBytes: byteSize,
  backing: v.picklist(['heap', 'shared', 'wasm']),
  clear: v.boolean(),
  guard: v.boolean(),
});

export const objectPoolSchema: v.GenericSchema<unknown, ObjectPoolSettings> = v.strictObject({
  ...poolEntries,
  create: functionSchema<() => unknown>(),
  reset: v.exactOptional(functionSchema<(value: never) => void>()),
  max: wholeFrom(0),
});

export const arrayPoolSchema: v.GenericSchema<unknown, ArrayPoolSettings> = v.strictObject({
  ...poolEntries,
  length: wholeFrom(1),
  count: wholeFrom(1),
  maxBytes: byteSize,
  clear: v.boolean(),
  guard: v.boolean(),
});

const poolDefaults = { leakSampleEvery: 1024 } as const;

export const bufferPoolDefaults: Omit<BufferPoolSettings, 'guard' | 'onLeak'> = Object.freeze({
  ...poolDefaults,
  name: 'buffers',
  maxBytes: 64 * 2 ** 20,
  backing: 'heap',
  clear: false,
});

export const objectPoolDefaults: Omit<ObjectPoolSettings, 'onLeak'> = Object.freeze({ ...poolDefaults, name: 'objects', max: 256 });

export const arrayPoolDefaults: Omit<ArrayPoolSettings, 'length' | 'guard' | 'onLeak'> = Object.freeze({
  ...poolDefaults,
  name: 'arrays',
  count: 256,
  maxBytes: 64 * 2 ** 20,
  clear: false,
});

/** Whether use after release is to be caught: everywhere but in production. */
export function guardsByDefault(): boolean {
  return environmentOf(process.env) !== 'production';
}
