import type { CommandRun } from '@nsi/core/cli';
import { loadConfig } from '../config/load-config.ts';
import { flagSources } from './flag-sources.ts';

export const run: CommandRun = async (call) => {
  const { sources, config, plugins } = await loadConfig({ ...flagSources(call), isWhole: true });
  const sections = Object.keys(config.sections);
  const names = plugins.map(({ plugin }) => plugin.name);
  return {
    data: { valid: true, file: sources.file ?? null, environment: config.environment, sections, plugins: names },
    text: `${sources.file ?? 'The defaults (no configuration file was found)'}: valid for the environment ${config.environment}; sections ${sections.join(', ')}.`,
  };
};
