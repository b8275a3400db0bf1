import { createAsyncSimd, type AsyncSimd } from './async-simd.ts';
import { createDispatch } from './dispatch.ts';
import type { Call } from './flight.ts';
import type { InlineTasks } from './inline-tasks.ts';
import { createMapResult } from './map-result.ts';
import { runOnEachThread, startAllThreads } from './each-thread.ts';
import { runLoop } from './parallel-loop.ts';
import type { MapOptions, Pool } from './pool.ts';
import { parsePoolOptions, parseThreadCount, type PoolOptions, type PoolSettings } from './pool-options.ts';
import { runTask } from './run-task.ts';
import { streamTask } from './stream-task.ts';
import type { UntypedTasks } from './task-types.ts';

/**
 * Threads for the tasks of `module`, a URL of an ES or TypeScript module. Give it the module's type to have tasks, arguments and results
 * checked: `createPool<typeof import('./tasks.ts')>(new URL('./tasks.ts', import.meta.url))`. Throws `NSI_CPU_POOL_OPTION`.
 */
export function createPool<M extends object>(module: InlineTasks<M>, options?: PoolOptions): Pool<M>;
export function createPool<M extends object = UntypedTasks>(module: URL | string, options?: PoolOptions): Pool<M>;
export function createPool(module: URL | string, options: PoolOptions = {}): Pool<UntypedTasks> {
  return poolOver(parsePoolOptions(module, options));
}

function poolOver(settings: PoolSettings): Pool<UntypedTasks> {
  const { module = '' } = settings;
  const dispatch = createDispatch(settings);
  let simd: AsyncSimd | undefined;
  const call = (kind: Call['kind'], task: string, argument: unknown): Call => ({ kind, module, task, argument });
  const mapOf = (task: string, items: AsyncIterable<unknown> | Iterable<unknown>, options: MapOptions = {}) =>
    createMapResult(dispatch, call('batch', task, undefined), items, options);
  return {
    run: (task, argument, options) => runTask(dispatch, call('run', task, argument), options),
    map: mapOf as Pool<UntypedTasks>['map'],
    stream: (task, argument, options) => streamTask(dispatch, call('stream', task, argument), options) as AsyncIterable<never>,
    broadcast: (task, argument) => runOnEachThread(dispatch, call('run', task, argument)),
    for: async (length, task, argument, options) =>
      void (await runLoop(dispatch, { ...call('lane', task, argument), more: length }, options)),
    get simd() {
      return (simd ??= createAsyncSimd(dispatch, settings.arena));
    },
    warmup: () => startAllThreads(dispatch, call('load', '', undefined)),
    resize: (threads) => dispatch.resize(parseThreadCount(threads)),
    get stats() {
      const { threads, running, waiting, counts } = dispatch;
      return { threads, liveThreads: dispatch.threadIds().length, running, waiting, ...counts };
    },
    [Symbol.asyncDispose]: () => dispatch[Symbol.asyncDispose](),
  };
}
