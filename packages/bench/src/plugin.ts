import { definePlugin, type Plugin } from '@nsi/core';
import { type MethodOptions, methodLevels, methodOptions } from './options.ts';
import type { Bench } from './run/create-bench.ts';

/** Bench as a plugin: its section holds the numbers of the method, its commands appear as `nsi bench …`. */
const benchPlugin: Plugin<MethodOptions, Bench> = definePlugin({
  apiVersion: 1,
  name: 'bench',
  summary: 'measures suites in paired processes and says whether a difference is real',
  options: methodOptions,
  levels: {
    conservative: { ...methodLevels.strict },
    balanced: { ...methodLevels.standard },
    aggressive: { ...methodLevels.quick },
  },
  setup: async (options, { signal }) => (await import('./run/create-bench.ts')).createBench(options, signal),
  commands: () => import('./commands/index.ts'),
});
export default benchPlugin;
export type { Bench } from './run/create-bench.ts';
