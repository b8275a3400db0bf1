import { definePlugin, type Plugin } from '@nsi/core';
import type { Cpu } from './cpu.ts';
import { cpuMetrics } from './metrics.ts';
import { cpuLevels, cpuOptionsSchema, type CpuOptions } from './options.ts';

/** The room as the toolkit sees it. */
const cpuPlugin: Plugin<CpuOptions, Cpu> = definePlugin({
  apiVersion: 1,
  name: 'cpu',
  summary: 'SIMD kernels, compiled expressions, a fair thread pool and a scheduler.',
  options: cpuOptionsSchema,
  levels: cpuLevels,
  setup: async (options, context) => (await import('./cpu.ts')).createCpu(options, context),
  plain: async (options, context) => (await import('./cpu.ts')).createPlainCpu(options, context),
  suites: () => import('./suite.ts'),
  rules: () => import('./rules.ts'),
  commands: () => import('./commands/index.ts'),
  metrics: cpuMetrics,
});
export default cpuPlugin;
export type { Cpu } from './cpu.ts';
export type { CpuOptions, CpuOptionsInput } from './options.ts';
