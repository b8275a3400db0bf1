import type { CommandRun } from '@nsi/core/cli';
import { loadConfig } from '../config/load-config.ts';
import { flagSources } from './flag-sources.ts';

export const run: CommandRun = async (call) => {
  const { rooms, plugins } = await loadConfig({ ...flagSources(call), isWhole: true });
  const rows = [
    ...rooms.map((plugin) => ({ name: plugin.name, source: `@nsi/${plugin.name}`, summary: plugin.summary ?? '' })),
    ...plugins.map(({ plugin, source }) => ({ name: plugin.name, source, summary: plugin.summary ?? '' })),
  ];
  return { data: rows, text: rows.map(({ name, source, summary }) => `${name.padEnd(16)} ${source.padEnd(28)} ${summary}`).join('\n') };
};
