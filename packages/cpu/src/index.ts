export { createCpu, createPlainCpu, type Cpu } from './cpu.ts';
export type { CpuOptions, CpuOptionsInput } from './options.ts';
export { cpuErrors, type CpuErrorCode } from './errors.ts';

export { createArena, type Arena, type ArenaOptions, type ArenaScope, type ArenaStats, type ArrayMaker } from './arena/arena.ts';
export type { Dtype, NumArray } from './arena/num-array.ts';
export type { WasmMemory } from './arena/wasm-engine.ts';

export { capabilities, type Capabilities } from './machine/capabilities.ts';
export { effectiveParallelism, type EffectiveParallelism, type EffectiveParallelismOptions } from './machine/effective-parallelism.ts';

export type { Border, Image, ImageOptions } from './simd/image.ts';
export { plainSimd } from './simd/plain/plain-simd.ts';
export type { BoxOptions, GaussianOptions } from './simd/plan-filter.ts';
export type { HistogramOptions } from './simd/plan-histogram.ts';
export type { ConvertOptions, ThresholdOptions } from './simd/plan-map.ts';
export type { MeanVar, MinMax, SumOptions } from './simd/plan-reduce.ts';
export {
  registeredKernel,
  registerKernel,
  type KernelDefinition,
  type KernelShape,
  type RegisteredKernel,
} from './simd/register-kernel.ts';
export { simd, type Simd } from './simd/simd.ts';

export { kernel, type Kernel, type KernelInput, type KernelInputs, type KernelOptions } from './kernel/kernel.ts';
export type { Reduction } from './kernel/compile-variant.ts';

export { createPool } from './pool/create-pool.ts';
export { createExecutor } from './pool/executor.ts';
export { inlineTasks, type InlineTasks } from './pool/inline-tasks.ts';
export type { ForOptions, MapOptions, MapResult, Pool, PoolStats, RunOptions } from './pool/pool.ts';
export type { PoolOptions } from './pool/pool-options.ts';
export { defineTasks, type TaskContext, type TaskFunction } from './pool/task-context.ts';
export type { GeneratorName, TaskArgument, TaskName, TaskResult, TasksOf, TaskYield, UntypedTasks } from './pool/task-types.ts';
export type { AsyncSimd } from './pool/async-simd.ts';

export { createScheduler } from './schedule/create-scheduler.ts';
export type {
  Scheduler,
  SchedulerOptions,
  SchedulerStats,
  TaskOptions,
  TaskContext as ScheduledTaskContext,
} from './schedule/scheduler.ts';
export { limits, registerLimit, type LimitFactory, type LimitKinds } from './schedule/limits.ts';
export type { Limit, LimitSample } from './schedule/limit.ts';
export type { AimdLimitOptions } from './schedule/aimd-limit.ts';
export type { GradientLimitOptions } from './schedule/gradient-limit.ts';
export type { VegasLimitOptions } from './schedule/vegas-limit.ts';
export type { AdaptiveLimitOptions } from './schedule/limit-options.ts';
export {
  graph,
  type DependencyResults,
  type GraphBuilder,
  type GraphTaskContext,
  type GraphTaskOptions,
  type NoResults,
  type Results,
} from './schedule/graph.ts';
export type { GraphPlan } from './schedule/graph-plan.ts';
export type { GraphOutcome, GraphRunOptions } from './schedule/graph-run.ts';
export { timeSliced, type TimeSlicedOptions } from './schedule/time-sliced.ts';
export { yieldIfNeeded } from './schedule/yield-if-needed.ts';

export {
  memoize,
  type AnyFunction,
  type Memoized,
  type MemoizedStats,
  type MemoizeOptions,
  type StoredMemoizeOptions,
  type StoredResult,
} from './memoize/memoize.ts';

export { minimize, type Gradient, type Minimum, type MinimizeEnd, type MinimizeOptions, type Objective } from './minimize/minimize.ts';
