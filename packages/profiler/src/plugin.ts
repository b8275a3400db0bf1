import { definePlugin, type Plugin } from '@nsi/core';
import type { OwnProfiler } from './in-process/own-profiler.ts';
import { profilerLevels, profilerOptionsSchema, type ProfilerOptions } from './options.ts';

/** The profiler as a plugin: its handle profiles the process it runs in, its commands appear as `nsi profiler …`. */
const profilerPlugin: Plugin<ProfilerOptions, OwnProfiler> = definePlugin({
  apiVersion: 1,
  name: 'profiler',
  summary: 'Finds the cause of slowness, names the line and the fix, and proves the gain.',
  options: profilerOptionsSchema,
  levels: profilerLevels,
  setup: async (options) => (await import('./in-process/own-profiler.ts')).createProfiler(options),
  commands: () => import('./commands/index.ts'),
});
export default profilerPlugin;
export type { OwnProfiler } from './in-process/own-profiler.ts';
export type { ProfilerOptions } from './options.ts';
