import { byteSize, check, currentRecorder, type Recorder } from '@nsi/core';
import type { Clock } from '@nsi/core/ports';
import * as v from 'valibot';
import { effectiveParallelism } from '../machine/effective-parallelism.ts';
import type { Limit } from './limit.ts';
import { createNamedLimit, limits } from './limits.ts';
import { processClock } from './process-clock.ts';
import type { SchedulerOptions, TaskOptions } from './scheduler.ts';

/** Options of a scheduler after defaults and checks; `Infinity` and 0 for bounds that were left out. */
export interface SchedulerSettings {
  readonly limit: Limit;
  readonly maxLagMs: number;
  readonly minFreeBytes: number;
  readonly readFree: () => number;
  readonly maxBytes: number;
  readonly fairKeys: boolean;
  readonly ageMs: number;
  readonly patienceMs: number;
  readonly maxWaiting: number;
  readonly isOverload: (error: unknown) => boolean;
  readonly name: string;
  readonly recorder: Recorder;
  readonly clock: Clock;
}

const code = 'NSI_CPU_OPTION';

const milliseconds = v.pipe(
  v.number(),
  v.check((value) => value > 0, 'a number of milliseconds above 0'),
);
const call = v.custom<() => number>((value) => typeof value === 'function', 'a function');
const object = v.custom<object>((value) => typeof value === 'object' && value !== null, 'an object');

const optionsSchema = v.strictObject({
  concurrency: v.union([v.number(), v.string(), object], 'a number from 1, `auto`, the name of a limit, or a limit'),
  lag: v.optional(v.strictObject({ maxMs: milliseconds })),
  memory: v.optional(v.strictObject({ minFree: byteSize, read: v.optional(call) })),
  maxBytes: v.optional(byteSize),
  fairKeys: v.boolean(),
  ageMs: milliseconds,
  patienceMs: v.pipe(v.number(), v.finite(), v.minValue(0)),
  maxWaiting: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  isOverload: v.optional(call),
  name: v.pipe(v.string(), v.minLength(1, 'a name')),
  recorder: v.optional(object),
  clock: v.optional(object),
});

const schedulerDefaults = Object.freeze({ concurrency: 'auto', fairKeys: false, ageMs: 1000, patienceMs: 1000, name: 'tasks' });

/** Throws `NSI_CPU_OPTION` for an option that is unknown or out of range, `NSI_CPU_LIMIT_NAME` for a limit that is not there. */
export function parseSchedulerOptions(options: SchedulerOptions): SchedulerSettings {
  const parsed = check(optionsSchema, { ...schedulerDefaults, ...options }, { code });
  return {
    limit: limitOf(parsed.concurrency as number | string | Limit),
    maxLagMs: parsed.lag?.maxMs ?? Infinity,
    minFreeBytes: parsed.memory?.minFree ?? 0,
    readFree: parsed.memory?.read ?? (() => process.availableMemory()),
    maxBytes: parsed.maxBytes ?? Infinity,
    fairKeys: parsed.fairKeys,
    ageMs: parsed.ageMs,
    patienceMs: parsed.patienceMs,
    maxWaiting: parsed.maxWaiting ?? Infinity,
    isOverload: options.isOverload ?? isTimeout,
    name: parsed.name,
    recorder: options.recorder ?? currentRecorder(),
    clock: options.clock ?? processClock,
  };
}

/** The limit that `concurrency` means. */
export function limitOf(concurrency: number | string | Limit): Limit {
  if (typeof concurrency === 'number') return limits.fixed(concurrency);
  if (typeof concurrency === 'object') return concurrency;
  return concurrency === 'auto' ? limits.fixed(effectiveParallelism().threads) : createNamedLimit(concurrency);
}

const above0 = (what: string): v.GenericSchema<number> =>
  v.pipe(
    v.number(),
    v.check((value) => value > 0 && value < Infinity, what),
  );

const taskSchema = v.strictObject({
  priority: v.optional(v.pipe(v.number(), v.finite())),
  deadline: v.optional(v.pipe(v.number(), v.finite())),
  signal: v.optional(v.custom<AbortSignal>((value) => value instanceof AbortSignal, 'an AbortSignal')),
  weight: v.optional(above0('a number above 0')),
  bytes: v.optional(v.pipe(v.number(), v.finite(), v.minValue(0))),
  key: v.optional(v.string()),
});

/** Throws `NSI_CPU_OPTION` for what a task cannot be told. Hot: the schema is asked only for the words of the error. */
export function checkTaskOptions(options: TaskOptions): void {
  const { priority = 0, deadline = 0, weight = 1, bytes = 0, key = '', signal } = options;
  const isFine =
    Number.isFinite(priority) &&
    Number.isFinite(deadline) &&
    weight > 0 &&
    weight < Infinity &&
    bytes >= 0 &&
    bytes < Infinity &&
    typeof key === 'string' &&
    (signal === undefined || signal instanceof AbortSignal);
  if (!isFine) check(taskSchema, options, { code });
}

function isTimeout(error: unknown): boolean {
  return typeof error === 'object' && error !== null && (error as { readonly name?: unknown }).name === 'TimeoutError';
}
