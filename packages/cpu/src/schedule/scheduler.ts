import type { Recorder } from '@nsi/core';
import type { Clock } from '@nsi/core/ports';
import type { Limit } from './limit.ts';

/** What a task is handed. */
export interface TaskContext {
  /** Aborted when the caller's signal is, when the deadline passes and when the scheduler is disposed. */
  readonly signal: AbortSignal;
}

/** What `add` may be told about a task. */
export interface TaskOptions {
  /** Higher goes first. One step is worth `ageMs` of waiting. Any finite number; default 0. */
  readonly priority?: number;
  /**
   * When the task must be done, in milliseconds as `Date.now()` counts them. Among equals the earliest goes first; when it passes, waiting or
   * running, the task rejects with `NSI_CPU_SCHEDULER_DEADLINE` and its signal is aborted.
   */
  readonly deadline?: number;
  /** Aborting rejects with its reason: at once while the task waits and while it runs. Its place stays taken until the function settles. */
  readonly signal?: AbortSignal;
  /** Places that the task takes of the concurrency. Above 0; a task heavier than the limit runs alone. Default 1. */
  readonly weight?: number;
  /** Memory that the task needs, counted against `maxBytes` and free memory. Default 0. */
  readonly bytes?: number;
  /** Whose task it is. With `fairKeys`, keys take turns; tasks without a key share one. */
  readonly key?: string;
}

/** What `createScheduler` can be told. */
export interface SchedulerOptions {
  /**
   * Tasks that run at a time, by weight: a number from 1, `auto` for the cores this process can use, a `Limit` that finds the number, or the
   * name of one: `aimd`, `gradient`, `vegas` or what `registerLimit` added. Default `auto`.
   */
  readonly concurrency?: number | string | Limit;
  /** Nothing more is started while the event loop is later than this, except when nothing runs. */
  readonly lag?: { readonly maxMs: number };
  /** Nothing more is started while less memory than `minFree` would stay free, except when nothing runs. */
  readonly memory?: {
    /** Bytes, or text such as `"256MiB"`. */
    readonly minFree: number | string;
    /** Reads how many bytes are free. Default `process.availableMemory`, which knows the limits of a container. */
    readonly read?: () => number;
  };
  /** Bytes of all running tasks together, or text such as `"1GiB"`. A larger task runs alone. Default: no bound. */
  readonly maxBytes?: number | string;
  /** Whether keys take turns, by weight, among tasks of one priority. Default false. */
  readonly fairKeys?: boolean;
  /** Milliseconds of waiting that are worth one step of priority. Smaller ages faster. Above 0; default 1000. */
  readonly ageMs?: number;
  /** A task without a deadline is placed among those with one as if it were due this long after it was added. Default 1000. */
  readonly patienceMs?: number;
  /** Tasks that may wait; one more is rejected with `NSI_CPU_SCHEDULER_FULL`. Default: no bound. */
  readonly maxWaiting?: number;
  /** Whether an error of a task means that what it called is overloaded, for limits that adapt. Default: a `TimeoutError`, and a missed deadline. */
  readonly isOverload?: (error: unknown) => boolean;
  /** Label of its metrics. Default `tasks`. */
  readonly name?: string;
  /** Default: the process's recorder when it is made. */
  readonly recorder?: Recorder;
  /** Default: the process's time, as `Date.now()` counts but never backwards. Deadlines are read on this clock. */
  readonly clock?: Clock;
}

/** What a scheduler holds and has done. */
export interface SchedulerStats {
  readonly waiting: number;
  readonly running: number;
  /** Places that the running tasks take. */
  readonly runningWeight: number;
  readonly runningBytes: number;
  /** Places there are now. */
  readonly limit: number;
  readonly completed: number;
  /** Tasks whose function threw or rejected. */
  readonly failed: number;
  /** Tasks that were aborted or missed their deadline, and those waiting or running at disposal. */
  readonly cancelled: number;
  /** Tasks that were not taken because `maxWaiting` waited. */
  readonly refused: number;
  readonly isPaused: boolean;
  /** What keeps the next task from being started, when something other than the limit does. */
  readonly heldBy: 'lag' | 'memory' | 'bytes' | undefined;
}

/** Decides when functions of this process are called: in order of importance and age, no more at a time than the program can stand. */
export interface Scheduler extends AsyncDisposable {
  /**
   * What `run` returns, once it was its turn. It is called at the earliest in a later microtask, in the asynchronous context of the caller.
   * Rejects with the function's own error.
   */
  add<Result>(run: (context: TaskContext) => Result | PromiseLike<Result>, options?: TaskOptions): Promise<Result>;
  /** Settles when nothing waits and nothing runs. */
  idle(): Promise<void>;
  /** Starts nothing more; what runs goes on. */
  pause(): void;
  resume(): void;
  readonly stats: SchedulerStats;
  /** Rejects what waits, aborts the signals of what runs, and settles when that has ended. */
  [Symbol.asyncDispose](): Promise<void>;
}
