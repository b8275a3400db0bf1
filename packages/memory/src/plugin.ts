import { definePlugin, type Plugin } from '@nsi/core';
import type { Memory } from './memory.ts';
import { memoryMetrics } from './metrics.ts';
import { memoryLevels, memoryOptionsSchema, type MemoryOptions } from './options.ts';

/** The room as the toolkit sees it. */
const memoryPlugin: Plugin<MemoryOptions, Memory> = definePlugin({
  apiVersion: 1,
  name: 'memory',
  summary: 'Compression, pools, caches, compact structures and memory pressure.',
  options: memoryOptionsSchema,
  levels: memoryLevels,
  setup: async (options, context) => (await import('./memory.ts')).createMemory(options, context),
  plain: async (options, context) => (await import('./memory.ts')).createPlainMemory(options, context),
  suites: () => import('./suite.ts'),
  rules: () => import('./rules.ts'),
  commands: () => import('./commands/index.ts'),
  metrics: memoryMetrics,
});
export default memoryPlugin;
export type { Memory } from './memory.ts';
export type { MemoryOptions, MemoryOptionsInput } from './options.ts';
