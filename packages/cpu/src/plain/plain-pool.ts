import type { Executor } from '@nsi/core/ports';
import { cpuError } from '../errors.ts';
import type { AsyncSimd } from '../pool/async-simd.ts';
import type { InlineTasks } from '../pool/inline-tasks.ts';
import type { LoadedTask } from '../pool/load-task.ts';
import { parsePoolOptions, parseThreadCount, type PoolOptions } from '../pool/pool-options.ts';
import type { MapOptions, MapResult, Pool, RunOptions } from '../pool/pool.ts';
import { parseMapOptions, parseRunOptions } from '../pool/run-options.ts';
import type { UntypedTasks } from '../pool/task-types.ts';
import { createScheduler } from '../schedule/create-scheduler.ts';
import type { TaskOptions } from '../schedule/scheduler.ts';
import { copyArgument, copyResult, loadPlainTask, PlainContext, untilAborted } from './plain-task.ts';
import { plainAsyncSimd } from './plain-async-simd.ts';
import { inPoolWords } from './pool-words.ts';

const onlyItem = Object.freeze({ start: 0, end: 1 });

interface PlainCall {
  readonly url: string;
  readonly task: string;
  readonly argument: unknown;
  readonly range?: { readonly start: number; readonly end: number };
}

/** Runs tasks on the calling thread, one at a time. */
interface PlainLine extends AsyncDisposable {
  readonly counts: { readonly timedOut: number };
  readonly stats: ReturnType<typeof createScheduler>['stats'];
  call(call: PlainCall, options?: RunOptions): Promise<unknown>;
  stream(call: PlainCall, options?: RunOptions): AsyncGenerator<unknown, void>;
}

function createPlainLine(load: (url: string, name: string) => Promise<LoadedTask>, maxWaiting: number): PlainLine {
  const scheduler = createScheduler({
    concurrency: 1,
    fairKeys: true,
    name: 'plain-pool',
    maxWaiting: Math.min(maxWaiting, Number.MAX_SAFE_INTEGER),
  });
  const counts = { timedOut: 0 };

  async function once({ url, task, argument, range = onlyItem }: PlainCall, options: RunOptions): Promise<unknown> {
    const copy = copyArgument(argument, options.transfer);
    const run = async ({ signal }: { readonly signal: AbortSignal }): Promise<unknown> => {
      const found = await load(url, task);
      const { timeoutMs } = options;
      const timeout = new AbortController();
      const timer = timeoutMs === undefined ? undefined : setTimeout(() => timeout.abort(outOfTime(timeoutMs)), timeoutMs);
      const either = timer ? AbortSignal.any([signal, timeout.signal]) : signal;
      try {
        return copyResult(await untilAborted(found(copy, new PlainContext(either, range, options.onProgress)), either));
      } catch (error) {
        if (timeout.signal.aborted) counts.timedOut++;
        throw error;
      } finally {
        clearTimeout(timer);
      }
    };
    return inPoolWords(scheduler.add(run, taskOptionsOf(options)));
  }

  return {
    counts,
    get stats() {
      return scheduler.stats;
    },
    async call(call, options = {}) {
      const { retries = 0, signal } = parseRunOptions(options);
      for (let attempt = 0; ; attempt++) {
        try {
          return await once(call, options);
        } catch (error) {
          if (attempt >= retries || signal?.aborted === true) throw error;
        }
      }
    },
    async *stream({ url, task, argument }, options = {}) {
      const copy = copyArgument(argument);
      const found = await load(url, task);
      const turn = Promise.withResolvers<AbortSignal>();
      const end = Promise.withResolvers<void>();
      const whole = inPoolWords(
        scheduler.add(({ signal }) => {
          turn.resolve(signal);
          return end.promise;
        }, taskOptionsOf(options)),
      );
      whole.catch(turn.reject);
      try {
        const signal = await turn.promise;
        const chunks = found(copy, new PlainContext(signal, onlyItem, options.onProgress)) as AsyncIterable<unknown> | Iterable<unknown>;
        if (!isIterable(chunks))
          throw cpuError('NSI_CPU_TASK_STREAM', 'expected the task to be a generator, got a function that returns no iterable');
        for await (const chunk of chunks) {
          if (signal.aborted) break;
          yield copyResult(chunk);
        }
      } finally {
        end.resolve();
      }
      await whole;
    },
    [Symbol.asyncDispose]: () => scheduler[Symbol.asyncDispose](),
  };
}

/** The plain twin of `createPool`: the same interface on the calling thread, one task at a time. A task that never returns cannot be stopped. */
export function createPlainPool<M extends object>(module: InlineTasks<M>, options?: PoolOptions): Pool<M>;
export function createPlainPool<M extends object = UntypedTasks>(module: URL | string, options?: PoolOptions): Pool<M>;
export function createPlainPool(module: URL | string, options: PoolOptions = {}): Pool<UntypedTasks> {
  const settings = parsePoolOptions(module, options);
  const { module: url = '', setup, queue } = settings;
  let ready: Promise<unknown> | undefined;
  const prepare = (): Promise<unknown> =>
    (ready ??= setup === undefined ? Promise.resolve() : loadPlainTask(url, setup).then((run) => run(undefined, undefined as never)));
  const line = createPlainLine(
    async (from, name) => {
      await prepare();
      return loadPlainTask(from, name);
    },
    queue.onFull === 'wait' ? Infinity : queue.max,
  );
  const pool: Pool<UntypedTasks> = {
    run: (task, argument, more) => line.call({ url, task, argument }, more),
    map: ((task: string, items: AsyncIterable<unknown> | Iterable<unknown>, more?: MapOptions) =>
      mapPlain((item, rest) => line.call({ url, task, argument: item }, rest), items, more ?? {})) as Pool<UntypedTasks>['map'],
    stream: (task, argument, more) => line.stream({ url, task, argument }, more) as AsyncGenerator<never, void>,
    broadcast: async (task, argument) => [await line.call({ url, task, argument })],
    async for(length, task, argument, { signal } = {}) {
      if (length > 0) await line.call({ url, task, argument, range: { start: 0, end: length } }, signal ? { signal } : {});
    },
    get simd(): AsyncSimd {
      return plainAsyncSimd;
    },
    async warmup() {
      await prepare();
    },
    resize: (threads) => void parseThreadCount(threads),
    get stats() {
      const { running, waiting, completed, failed, cancelled } = line.stats;
      const { timedOut } = line.counts;
      return {
        threads: 1,
        liveThreads: 1,
        running,
        waiting,
        completed,
        failed,
        aborted: cancelled,
        timedOut,
        lostThreads: 0,
        recycledThreads: 0,
      };
    },
    [Symbol.asyncDispose]: () => line[Symbol.asyncDispose](),
  };
  return pool;
}

/** The plain twin of `createExecutor`: runs on the calling thread, one task at a time. */
export function createPlainExecutor(): AsyncDisposable & Executor {
  const line = createPlainLine(loadPlainTask, Infinity);
  return {
    threads: 1,
    run: <Result>(...[{ module, name }, argument, { signal, transfer } = {}]: Parameters<Executor['run']>) =>
      line.call(
        { url: module.href, task: name, argument },
        { ...(signal ? { signal } : {}), ...(transfer ? { transfer } : {}) },
      ) as Promise<Result>,
    [Symbol.asyncDispose]: () => line[Symbol.asyncDispose](),
  };
}

/** One item after the other, when results are asked for. */
function mapPlain(
  call: (item: unknown, options: RunOptions) => Promise<unknown>,
  items: AsyncIterable<unknown> | Iterable<unknown>,
  options: MapOptions,
): MapResult<unknown> {
  const { onError, signal, timeoutMs, deadline, priority, key, onProgress, retries } = parseMapOptions(options);
  const rest = withoutGaps({ signal, timeoutMs, deadline, priority, key, onProgress, retries });
  let isUsed = false;
  async function* results(): AsyncGenerator<unknown, void> {
    for await (const item of items) {
      const result = call(item, rest);
      yield onError === 'settle' ? (await Promise.allSettled([result]))[0] : await result;
    }
  }
  const begin = (): AsyncGenerator<unknown, void> => {
    if (isUsed) throw cpuError('NSI_CPU_POOL_OPTION', 'expected the result of `map` to be awaited or iterated once, got a second use');
    isUsed = true;
    return results();
  };
  return {
    // oxlint-disable-next-line unicorn/no-thenable -- awaiting it is its purpose
    then: (onFulfilled, onRejected) => collect(begin()).then(onFulfilled, onRejected),
    [Symbol.asyncIterator]: begin,
  };
}

async function collect<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const all: Value[] = [];
  for await (const value of values) all.push(value);
  return all;
}

function taskOptionsOf({ signal, deadline, priority, key }: RunOptions): TaskOptions {
  return withoutGaps({ signal, deadline, priority, key });
}

/** The fields that were given. */
function withoutGaps<Options extends object>(options: Options): { [Name in keyof Options]: Exclude<Options[Name], undefined> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as never;
}

function outOfTime(timeoutMs: number): Error {
  return cpuError('NSI_CPU_TASK_TIMEOUT', `expected the task to end within ${timeoutMs} ms of its start`);
}

function isIterable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && (Symbol.asyncIterator in value || Symbol.iterator in value);
}
