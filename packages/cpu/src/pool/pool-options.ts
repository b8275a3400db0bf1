import { check, type Recorder } from '@nsi/core';
import * as v from 'valibot';
import type { Arena } from '../arena/arena.ts';
import { effectiveParallelism } from '../machine/effective-parallelism.ts';
import { maxThreads } from './control-block.ts';

/** How a pool is made. */
export interface PoolOptions {
  /**
   * Threads that run at the same time, from 1 to 256, started as they are needed. `auto`: the effective cores without the one this thread
   * keeps busy, at least 1; `all`: every effective core. Default `auto`.
   */
  readonly threads?: number | 'auto' | 'all';
  /** Milliseconds after which a thread without a task is ended; `Infinity` keeps them. Default 30,000. */
  readonly idleMs?: number;
  readonly memory?: {
    /** Ends a thread after a task that leaves its heap, external memory included, above this many MiB. Default: never. */
    readonly recycleAboveMiB?: number;
    /** Limit of the old generation of each thread in MiB, from 16; a task that exceeds it rejects. Default: V8's own. */
    readonly maxOldMiB?: number;
  };
  /** Ends a thread after this many calls. Default `Infinity`. */
  readonly maxTasksPerThread?: number;
  readonly queue?: {
    /** Tasks that may wait for a thread. Default `Infinity`. */
    readonly max?: number;
    /** What happens to one more: `reject` with `NSI_CPU_POOL_FULL`, or `wait` outside the queue, in order of arrival. Default `reject`. */
    readonly onFull?: 'reject' | 'wait';
  };
  /**
   * How an idle thread waits: `sync` answers soonest, and stops what a task left running in the background; `async` lets its event loop turn.
   * Default `sync`.
   */
  readonly atomics?: 'sync' | 'async';
  /** The arena whose arrays `pool.simd` works on in place. Left out: one of its own, made when first needed. */
  readonly arena?: Arena;
  /** A function of the module that each thread runs once before its first task. */
  readonly setup?: string;
  /** How long a task that is aborted or out of time may take to stop before its thread is ended. Default 250. */
  readonly abortGraceMs?: number;
  /** Gets the pool's metrics. Default: the process's recorder. */
  readonly recorder?: Recorder;
}

/** Options of a pool after defaults and checks. */
export interface PoolSettings {
  readonly module: string | undefined;
  readonly threads: number;
  readonly idleMs: number;
  readonly memory: { readonly recycleAboveMiB?: number; readonly maxOldMiB?: number };
  readonly maxTasksPerThread: number;
  readonly queue: { readonly max: number; readonly onFull: 'reject' | 'wait' };
  readonly atomics: 'sync' | 'async';
  readonly arena: Arena | undefined;
  readonly setup: string | undefined;
  readonly abortGraceMs: number;
  readonly recorder?: Recorder;
}

/** What is left out of the options. */
const poolDefaults = Object.freeze({
  threads: 'auto',
  idleMs: 30_000,
  memory: Object.freeze({}),
  maxTasksPerThread: Infinity,
  queue: Object.freeze({ max: Infinity, onFull: 'reject' }),
  atomics: 'sync',
  abortGraceMs: 250,
} as const);

const least = (low: number): v.GenericSchema<number> => v.pipe(v.number(), v.minValue(low));
const threadCount = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(maxThreads));

const poolSchema = v.strictObject({
  threads: v.union([threadCount, v.picklist(['auto', 'all'])], `a whole number from 1 to ${maxThreads}, "auto" or "all"`),
  idleMs: least(0),
  memory: v.strictObject({ recycleAboveMiB: v.exactOptional(least(1)), maxOldMiB: v.exactOptional(least(16)) }),
  maxTasksPerThread: least(1),
  queue: v.strictObject({ max: least(0), onFull: v.picklist(['reject', 'wait']) }),
  atomics: v.picklist(['sync', 'async']),
  arena: v.exactOptional(v.custom<Arena>((value) => typeof (value as Partial<Arena> | null)?.owns === 'function', 'an arena')),
  setup: v.exactOptional(v.string()),
  abortGraceMs: least(0),
  recorder: v.exactOptional(v.custom<Recorder>((value) => typeof value === 'object' && value !== null, 'a recorder')),
});

/** Options with defaults, checked. Throws `NSI_CPU_POOL_OPTION`. */
export function parsePoolOptions(module: URL | string | undefined, options: PoolOptions): PoolSettings {
  const { queue, ...rest } = options;
  const merged = { ...poolDefaults, ...rest, queue: { ...poolDefaults.queue, ...queue } };
  const { threads, arena, setup, recorder, ...parsed } = check(poolSchema, merged, { path: 'pool', code: 'NSI_CPU_POOL_OPTION' });
  return {
    ...parsed,
    module: module === undefined ? undefined : parseModule(module),
    threads: countThreads(threads),
    arena,
    setup,
    ...(recorder ? { recorder } : {}),
  };
}

/** What `threads` of a pool comes to on this machine. */
export function countThreads(threads: number | 'auto' | 'all'): number {
  if (typeof threads === 'number') return threads;
  const effective = Math.min(maxThreads, effectiveParallelism().threads);
  return threads === 'all' ? effective : Math.max(1, effective - 1);
}

/** Whether it can be the number of threads of a pool that is resized. Throws `NSI_CPU_POOL_OPTION`. */
export function parseThreadCount(threads: number): number {
  return check(threadCount, threads, { path: 'threads', code: 'NSI_CPU_POOL_OPTION' });
}

function parseModule(module: URL | string): string {
  const schema = v.pipe(
    v.union([v.instance(URL), v.string()], 'a URL'),
    v.transform(String),
    v.check((text) => URL.canParse(text), 'a URL such as `new URL("./tasks.ts", import.meta.url)`'),
  );
  return check(schema as v.GenericSchema<unknown, string>, module, { path: 'module', code: 'NSI_CPU_POOL_OPTION' });
}
