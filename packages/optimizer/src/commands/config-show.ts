import type { CommandRun } from '@nsi/core/cli';
import { loadConfig } from '../config/load-config.ts';
import { configLeaves, showValue } from '../config/show-value.ts';
import { flagSources } from './flag-sources.ts';

export const run: CommandRun = async (call) => {
  const { config, sources } = await loadConfig({ ...flagSources(call), isWhole: true });
  const leaves = configLeaves(config);
  const width = Math.max(...leaves.map(({ path }) => path.length));
  const valueWidth = Math.max(...leaves.map(({ value }) => showValue(value).length));
  const head = `environment ${config.environment}, ${sources.file === undefined ? 'no configuration file' : `file ${sources.file}`}`;
  const lines = leaves.map(({ path, value, origin }) => `${path.padEnd(width)}  ${showValue(value).padEnd(valueWidth)}  ${origin}`);
  return {
    data: {
      environment: config.environment,
      file: sources.file ?? null,
      options: leaves.map((leaf) => ({ ...leaf, value: jsonValue(leaf.value) })),
    },
    text: [head, '', ...lines].join('\n'),
  };
};

function jsonValue(value: unknown): unknown {
  return value === Infinity ? null : value;
}
