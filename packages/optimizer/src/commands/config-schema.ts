import type { CommandRun } from '@nsi/core/cli';
import { configJsonSchema } from '../config/config-json-schema.ts';
import { loadConfig } from '../config/load-config.ts';
import { flagSources } from './flag-sources.ts';

export const run: CommandRun = async (call) => {
  const { rooms, plugins } = await loadConfig({ ...flagSources(call), isWhole: true });
  return { data: configJsonSchema([...rooms, ...plugins.map(({ plugin }) => plugin)]) };
};
