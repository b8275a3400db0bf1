import { definePlugin, type Plugin } from '@nsi/core';
import type { Viz } from './create-viz.ts';
import { vizLevels, type VizOptions, vizOptionsSchema } from './options.ts';

/** Viz as a plugin: its section says how pictures look, its commands appear as `nsi viz …`. */
const vizPlugin: Plugin<VizOptions, Viz> = definePlugin({
  apiVersion: 1,
  name: 'viz',
  summary: 'Charts and reports from results.',
  options: vizOptionsSchema,
  levels: vizLevels,
  setup: async (options) => (await import('./create-viz.ts')).createViz(options),
  commands: () => import('./commands/index.ts'),
});
export default vizPlugin;
export type { Viz } from './create-viz.ts';
export type { VizOptions } from './options.ts';
