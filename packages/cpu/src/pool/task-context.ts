import type { Transferable } from 'node:worker_threads';

/** What a running task is given beside its argument. */
export interface TaskContext {
  /** Whether the caller no longer wants the result: aborted, out of time, or the pool is being disposed. Reads shared memory, so it also turns true during a loop that never awaits. */
  readonly aborted: boolean;
  /** Aborted when `aborted` turns true and the task awaits: hand it to what takes a signal. */
  readonly signal: AbortSignal;
  /** The part that a task of `pool.for` has to do: from `start`, below `end`. For any other task from 0 below 1. */
  readonly range: { readonly start: number; readonly end: number };
  /** Sends something cloneable to the caller's `onProgress`. */
  progress(value: unknown): void;
  /** Moves these with the result instead of copying them: the buffers of a typed array that is returned. */
  transfer(...objects: readonly Transferable[]): void;
}

/** A task: an argument and what it is told, to a result or, as a generator, to a stream of them. */
export type TaskFunction = (argument: never, context: TaskContext) => unknown;

/** Names the tasks of a module for `createPool`; returns them frozen. Plain exported functions are tasks as well. */
export function defineTasks<const Tasks extends Readonly<Record<string, TaskFunction>>>(tasks: Tasks): Tasks {
  return Object.freeze(tasks);
}
