import { noRecorder, type Recorder, type SetupContext } from '@nsi/core';
import type { Executor } from '@nsi/core/ports';
import { createArena, type Arena } from './arena/arena.ts';
import { kernel, plainKernel, type Kernel, type KernelOptions } from './kernel/kernel.ts';
import { effectiveParallelism } from './machine/effective-parallelism.ts';
import { cpuMetrics } from './metrics.ts';
import type { CpuOptions } from './options.ts';
import { createPlainExecutor, createPlainPool } from './plain/plain-pool.ts';
import { createPool } from './pool/create-pool.ts';
import { createExecutor } from './pool/executor.ts';
import { countThreads, type PoolOptions } from './pool/pool-options.ts';
import type { InlineTasks } from './pool/inline-tasks.ts';
import type { MapOptions, Pool } from './pool/pool.ts';
import type { UntypedTasks } from './pool/task-types.ts';
import { createScheduler } from './schedule/create-scheduler.ts';
import type { Scheduler, SchedulerOptions } from './schedule/scheduler.ts';
import { plainSimd } from './simd/plain/plain-simd.ts';
import { simd, type Simd } from './simd/simd.ts';

/** The room's handle: what it makes, with the defaults of the configuration. Disposing it disposes its arena, threads and every pool and scheduler it made. */
export interface Cpu extends AsyncDisposable {
  /** The section in force. */
  readonly options: CpuOptions;
  /** Shared memory for arrays that kernels and threads use without copying; made when first used. */
  readonly arena: Arena;
  /** Operations on whole arrays; `sum` adds as `simd.sums` says. */
  readonly simd: Simd;
  /** Runs exported functions of any module on threads, started when first used: for `packArrayAsync` of `@nsi/memory` and whoever else takes an executor. */
  readonly executor: Executor;
  /** Compiles an arrow function of numbers, by default with the configured precision. */
  kernel<const Parameters extends readonly number[]>(
    run: (...values: Parameters) => number | boolean,
    options?: KernelOptions,
  ): Kernel<Parameters>;
  /** Threads for the tasks of a module: as many as configured, never more than `limits.maxThreads`. Its `simd` works in the handle's arena. */
  createPool<M extends object>(module: InlineTasks<M>, options?: PoolOptions): Pool<M>;
  createPool<M extends object = UntypedTasks>(module: URL | string, options?: PoolOptions): Pool<M>;
  /** A scheduler for functions of this thread. */
  createScheduler(options?: SchedulerOptions): Scheduler;
}

/** What optimized and plain rooms make differently. */
interface Makers {
  readonly simd: Simd;
  readonly kernel: typeof kernel;
  readonly createPool: typeof createPool;
  readonly createExecutor: (options: Pick<PoolOptions, 'threads' | 'recorder'>) => AsyncDisposable & Executor;
}

/** The optimized room. */
export function createCpu(options: CpuOptions, context: SetupContext): Cpu {
  return createHandle(options, context, { simd, kernel, createPool, createExecutor });
}

/** The plain twin: the same interface in plain JavaScript. Tasks of pools run on the calling thread, one at a time. */
export function createPlainCpu(options: CpuOptions, context: SetupContext): Cpu {
  return createHandle(options, context, {
    simd: plainSimd,
    kernel: plainKernel,
    createPool: createPlainPool,
    createExecutor: createPlainExecutor,
  });
}

function createHandle(options: CpuOptions, { limits, recorder }: SetupContext, makers: Makers): Cpu {
  const owned = new AsyncDisposableStack();
  const { threads: wanted, targetMs } = options.pool;
  const within = (threads: number | 'auto' | 'all' | 'spare'): number =>
    Math.min(countThreads(threads === 'spare' ? 'auto' : threads), limits.maxThreads);
  let arena: Arena | undefined;
  const useArena = (): Arena => (arena ??= openArena());
  const openArena = (): Arena => {
    const opened = owned.use(createArena({ maxBytes: Math.min(options.arena.maxBytes, limits.maxMemoryBytes) }));
    owned.use(publishArena(opened, recorder));
    return opened;
  };
  recorder.gauge(cpuMetrics.threads, effectiveParallelism().threads);
  let executor: (AsyncDisposable & Executor) | undefined;

  return {
    options,
    get arena() {
      return useArena();
    },
    simd: { ...makers.simd, sum: (array, more) => makers.simd.sum(array, { accuracy: options.simd.sums, ...more }) },
    get executor() {
      return (executor ??= owned.use(makers.createExecutor({ threads: within(wanted), recorder })));
    },
    kernel: (run, more) => makers.kernel(run, { precision: options.kernel.precision, ...more }),
    createPool<M extends object>(module: URL | string, more: PoolOptions = {}) {
      const pool = makers.createPool<M>(module, { arena: useArena(), recorder, ...more, threads: within(more.threads ?? wanted) });
      return owned.use(withTarget(pool, targetMs));
    },
    createScheduler: (more) => owned.use(createScheduler({ recorder, ...more })),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

const publishPeriodMs = 1000;

/** Hands the recorder what an arena holds, now, once a second and at the end. Nothing at all without a recorder. */
function publishArena(arena: Arena, recorder: Recorder): Disposable {
  if (recorder === noRecorder) return { [Symbol.dispose]() {} };
  const publish = (): void => {
    const { used, capacity } = arena.stats;
    recorder.gauge(cpuMetrics.arenaBytes, used, { state: 'used' });
    recorder.gauge(cpuMetrics.arenaBytes, capacity, { state: 'capacity' });
  };
  publish();
  const timer = setInterval(publish, publishPeriodMs).unref();
  return {
    [Symbol.dispose]() {
      clearInterval(timer);
      publish();
    },
  };
}

/** The pool with batches of the configured length. */
function withTarget<M extends object>(pool: Pool<M>, targetMs: number): Pool<M> {
  const { map } = pool as Pool<object> as Pool<UntypedTasks>;
  const mapToTarget = (task: string, items: Iterable<unknown>, more?: MapOptions): unknown => map(task, items, { targetMs, ...more });
  return Object.defineProperty(pool, 'map', { value: mapToTarget });
}
