import { check } from '@nsi/core';
import type { Clock, Store } from '@nsi/core/ports';
import * as v from 'valibot';
import { processClock } from '../schedule/process-clock.ts';
import { memoizeHere } from './memoize-here.ts';
import { memoizeInStore } from './memoize-in-store.ts';

/** Any function: what `memoize` takes. */
export type AnyFunction = (...args: never[]) => unknown;

/** What `memoize` can be told. */
export interface MemoizeOptions<Run extends AnyFunction> {
  /** Milliseconds for which a result is fresh. Above 0; default: for ever. */
  readonly ttlMs?: number;
  /** Milliseconds after that in which the old result is still given, while it is made anew once in the background. From 0; default 0. */
  readonly staleMs?: number;
  /** Results that are kept; the one used longest ago leaves. From 1; default 256. Not with a `store`, which has its own bound. */
  readonly max?: number;
  /** What decides the result, as any value that can be compared by structure. Default: all arguments. */
  key?(...args: Parameters<Run>): unknown;
  /** Default: the process's time. */
  readonly clock?: Clock;
}

/** What `memoize` with a store can be told. */
export interface StoredMemoizeOptions<Run extends AnyFunction> extends Omit<MemoizeOptions<Run>, 'max'> {
  /** Where results are kept: a cache of `@nsi/memory`, or a server that other processes share. */
  readonly store: Store<StoredResult<Awaited<ReturnType<Run>>>>;
  /** Begins every key in the store. Default: the name of the function. */
  readonly name?: string;
}

/** A result as it stands in a store. */
export interface StoredResult<Value> {
  readonly value: Value;
  /** Milliseconds since 1970, or `null` when it stays fresh. */
  readonly freshUntilMs: number | null;
}

/** What a memoized function did. */
export interface MemoizedStats {
  /** Calls that were answered by a kept result. */
  readonly hits: number;
  /** Those of them whose result was stale. */
  readonly staleHits: number;
  /** Calls that waited for a call that was on its way. */
  readonly shared: number;
  /** Times that the function was called. */
  readonly calls: number;
  /** Calls of the function that failed; nothing is kept of them. */
  readonly failures: number;
  /** Times that the store failed; the function was called instead, or its result not kept. */
  readonly storeFailures: number;
}

/** A function that remembers its results. A thrown error or rejection is passed on and not remembered. */
export interface Memoized<Args extends readonly unknown[], Result, Done = void> {
  (...args: Args): Result;
  /** Forgets the result of a call. A call on its way is not kept when it ends. With a store: a promise, which rejects as the store does. */
  forget(...args: Args): Done;
  /** Forgets all results. In a store: every entry, of others too. */
  clear(): Done;
  readonly stats: MemoizedStats;
}

const milliseconds = v.pipe(
  v.number(),
  v.check((value) => value > 0, 'a number of milliseconds above 0'),
);
const call = v.custom<(...args: never[]) => unknown>((value) => typeof value === 'function', 'a function');
const object = v.custom<object>((value) => typeof value === 'object' && value !== null, 'an object');

const optionsSchema = v.strictObject({
  ttlMs: v.optional(milliseconds),
  staleMs: v.optional(v.pipe(v.number(), v.minValue(0))),
  max: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
  key: v.optional(call),
  clock: v.optional(object),
  store: v.optional(object),
  name: v.optional(v.string()),
});

/** Options after defaults and checks. */
export interface MemoizeSettings {
  readonly ttlMs: number;
  readonly staleMs: number;
  readonly max: number;
  readonly key: ((...args: never[]) => unknown) | undefined;
  readonly clock: Clock;
  readonly name: string;
}

/**
 * A function that calls `run` once for equal arguments and remembers what it returned; equal calls at the same time share one. Plain data is
 * compared by structure, everything else by identity. `run` must not depend on `this`. With a `store` every call returns a promise.
 * Throws `NSI_CPU_OPTION` for options it cannot use; calls throw `NSI_CPU_MEMOIZE_KEY` for arguments that a store cannot name.
 * @example
 * const area = memoize((shape: { width: number; height: number }) => shape.width * shape.height, { ttlMs: 60_000 });
 * area({ width: 2, height: 3 });
 */
export function memoize<Run extends AnyFunction>(
  run: Run,
  options: StoredMemoizeOptions<Run>,
): Memoized<Parameters<Run>, Promise<Awaited<ReturnType<Run>>>, Promise<void>>;
export function memoize<Run extends AnyFunction>(run: Run, options?: MemoizeOptions<Run>): Memoized<Parameters<Run>, ReturnType<Run>>;
export function memoize<Run extends AnyFunction>(
  run: Run,
  options: MemoizeOptions<Run> | StoredMemoizeOptions<Run> = {},
): Memoized<Parameters<Run>, unknown, unknown> {
  const parsed = check(optionsSchema, options, { path: 'memoize', code: 'NSI_CPU_OPTION' });
  const settings: MemoizeSettings = {
    ttlMs: parsed.ttlMs ?? Infinity,
    staleMs: parsed.staleMs ?? 0,
    max: parsed.max ?? 256,
    key: options.key,
    clock: options.clock ?? processClock,
    name: parsed.name ?? run.name,
  };
  const call = run as unknown as (...args: readonly unknown[]) => unknown;
  return 'store' in options && options.store !== undefined ? memoizeInStore(call, settings, options.store) : memoizeHere(call, settings);
}
