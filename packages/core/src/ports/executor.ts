import type { Transferable } from 'node:worker_threads';

/** A function that other threads can load: an exported name of a module. */
export interface ExecutorTask {
  readonly module: URL;
  /** Name of the export to call. */
  readonly name: string;
}

/** What one call of `run` may be told. */
export interface ExecuteOptions {
  /** Aborting rejects the call; whether the running function stops is the executor's to say. */
  readonly signal?: AbortSignal;
  /** Buffers moved instead of copied. */
  readonly transfer?: readonly Transferable[];
}

/** Runs exported functions on other threads. Implementations pass `testExecutor` of `@nsi/core/testing`. */
export interface Executor {
  /** How many tasks run at the same time. A whole number from 1. */
  readonly threads: number;
  /** Calls the task with `argument`, which must be structured-cloneable. Rejects with the task's own error. */
  run<Result>(task: ExecutorTask, argument: unknown, options?: ExecuteOptions): Promise<Result>;
}
