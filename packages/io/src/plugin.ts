import { definePlugin, type Plugin } from '@nsi/core';
import type { Io } from './io.ts';
import { ioMetrics } from './metrics.ts';
import { ioLevels, ioOptionsSchema, type IoOptions } from './options.ts';

/** The room as the toolkit sees it. */
const ioPlugin: Plugin<IoOptions, Io> = definePlugin({
  apiVersion: 1,
  name: 'io',
  summary: 'Reading, walking, buffered and durable writing, block caches and packed files.',
  options: ioOptionsSchema,
  levels: ioLevels,
  setup: async (options, context) => (await import('./io.ts')).createIo(options, context),
  plain: async (options, context) => (await import('./io.ts')).createPlainIo(options, context),
  suites: () => import('./suite.ts'),
  rules: () => import('./rules.ts'),
  commands: () => import('./commands/index.ts'),
  metrics: ioMetrics,
});
export default ioPlugin;
export type { Io } from './io.ts';
export type { IoOptions, IoOptionsInput } from './options.ts';
