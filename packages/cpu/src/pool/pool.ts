import type { Transferable } from 'node:worker_threads';
import type { AsyncSimd } from './async-simd.ts';
import type { GeneratorName, TaskArgument, TaskName, TaskResult, TaskYield } from './task-types.ts';

/** How one task is run. */
export interface RunOptions {
  /** Rejects with its reason. The task sees `aborted` at once; its thread is ended only if it does not stop within `abortGraceMs`. */
  readonly signal?: AbortSignal;
  /** Milliseconds that the task may take, counted from its start on the thread; then `NSI_CPU_TASK_TIMEOUT`. Default: no limit. */
  readonly timeoutMs?: number;
  /** Milliseconds since the epoch by which it must have ended, else `NSI_CPU_TASK_DEADLINE`. Within its key the earliest deadline runs first. */
  readonly deadline?: number;
  /** Higher runs first; those that wait gain one for every half second without a turn. Default 0. */
  readonly priority?: number;
  /** Whose task it is: keys take turns, however many tasks each has. Default: one for all that name none. */
  readonly key?: string;
  /** Moved to the thread instead of copied. */
  readonly transfer?: readonly Transferable[];
  /** Called with what the task gives to `context.progress`, in order. */
  readonly onProgress?: (progress: unknown) => void;
  /** How often it is run again after an error, a timeout or the loss of its thread. Not together with `transfer`. Default 0. */
  readonly retries?: number;
}

/** How many items are mapped. The options of a run hold for each item. */
export interface MapOptions extends Omit<RunOptions, 'transfer'> {
  /** Whether results come in the order of the items. Default `true`. */
  readonly ordered?: boolean;
  /** Items that go to a thread together. `auto`: as many as take `targetMs`. Default `auto`. */
  readonly batch?: number | 'auto';
  /** How long a batch should take, in milliseconds. Default 2. */
  readonly targetMs?: number;
  /** Items taken from the source whose result the consumer does not have yet, at most. Default: four batches a thread. */
  readonly window?: number;
  /** `abort`: the first error ends it all; `settle`: results are what `Promise.allSettled` gives. Default `abort`. */
  readonly onError?: 'abort' | 'settle';
}

/** Results of a `map`: `await` gives an array, `for await` a stream that reads ahead no further than `window`. Use it once, in one of both ways. */
export interface MapResult<Result> extends PromiseLike<Result[]>, AsyncIterable<Result> {}

/** How a parallel loop is split. */
export interface ForOptions {
  /** Indices that a thread takes at a time. `auto`: many at first, fewer towards the end. Default `auto`. */
  readonly grain?: number | 'auto';
  readonly signal?: AbortSignal;
}

/** What a pool has done and is doing. */
export interface PoolStats {
  /** Threads that may run at the same time, and those that are there. */
  readonly threads: number;
  readonly liveThreads: number;
  /** Calls on threads, and calls that wait for one. */
  readonly running: number;
  readonly waiting: number;
  /** Totals of calls since the pool was created; a batch of `map` is one call. */
  readonly completed: number;
  readonly failed: number;
  readonly aborted: number;
  readonly timedOut: number;
  /** Threads that ended under a task: it exited, ran out of memory or was killed. */
  readonly lostThreads: number;
  /** Threads that were ended on purpose: an abort that was not heeded, their heap, the number of their tasks, or `resize`. */
  readonly recycledThreads: number;
}

/**
 * Threads for the tasks of one module, behind a queue that is fair. Threads start when they are needed and end when idle; dispose the pool to
 * end them at once: what waits or runs then rejects with `NSI_CPU_POOL_DISPOSED`.
 */
export interface Pool<M> extends AsyncDisposable {
  /** Runs a task. Rejects with its own error, with the reason of the signal, or with an error of this room. */
  run<Name extends TaskName<M>>(task: Name, argument: TaskArgument<M, Name>, options?: RunOptions): Promise<TaskResult<M, Name>>;
  /**
   * Runs a task for each item, in batches. Nothing begins before the result is awaited or iterated. When a thread is lost, the other items of
   * its batch run again.
   */
  map<Name extends TaskName<M>>(
    task: Name,
    items: AsyncIterable<TaskArgument<M, Name>> | Iterable<TaskArgument<M, Name>>,
    options: MapOptions & { readonly onError: 'settle' },
  ): MapResult<PromiseSettledResult<TaskResult<M, Name>>>;
  map<Name extends TaskName<M>>(
    task: Name,
    items: AsyncIterable<TaskArgument<M, Name>> | Iterable<TaskArgument<M, Name>>,
    options?: MapOptions,
  ): MapResult<TaskResult<M, Name>>;
  /** What a generator task yields, at most 16 ahead of the consumer. The thread is taken until the end; leaving the loop closes the generator. */
  stream<Name extends GeneratorName<M>>(
    task: Name,
    argument: TaskArgument<M, Name>,
    options?: Omit<RunOptions, 'retries'>,
  ): AsyncIterable<TaskYield<M, Name>>;
  /** Runs a task once on each thread, on all that there may be. */
  broadcast<Name extends TaskName<M>>(task: Name, argument: TaskArgument<M, Name>): Promise<TaskResult<M, Name>[]>;
  /**
   * A parallel loop: threads take ranges below `length` from a shared cursor and call the task with `argument` and `context.range` until none
   * is left. Results are written to shared memory that `argument` brings. The first error stops all.
   */
  for(length: number, task: TaskName<M>, argument: unknown, options?: ForOptions): Promise<void>;
  /** The operations of `simd`, split over the threads. */
  readonly simd: AsyncSimd;
  /** Starts all threads and loads the module on them, so that no task waits for that. */
  warmup(): Promise<void>;
  /** Changes the number of threads: a whole number from 1 to 256. Threads that are too many end after their task. */
  resize(threads: number): void;
  readonly stats: PoolStats;
}
