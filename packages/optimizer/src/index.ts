export { createOptimizer, type Optimizer, type OptimizerMetrics, type OptimizerOptions } from './create-optimizer.ts';
export { defineConfig, type ByteSize, type NsiConfig, type NsiConfigPart, type SectionHead } from './config/nsi-config.ts';
export type { SourceOptions } from './config/read-sources.ts';
export { optimizerErrors } from './errors.ts';
export type { MetricsServer } from './metrics/serve-metrics.ts';
export type { TimingSummary } from './metrics/timing-recorder.ts';
export {
  definePlugin,
  defineMetrics,
  isNsiError,
  measureTime,
  NsiError,
  setRecorder,
  timed,
  timedFunction,
  type Environment,
  type Handle,
  type Level,
  type Limits,
  type Metric,
  type Plugin,
  type Recorder,
  type ResolvedConfig,
  type ResolvedSection,
  type SetupContext,
} from '@nsi/core';
