import type { Command, CommandCall } from '@nsi/core/cli';
import { loadConfig } from '../config/load-config.ts';
import { rooms, tools } from '../rooms/rooms.ts';
import { flagSources } from './flag-sources.ts';

/** bench's commands, told where the rooms of this installation and the plugins of the configuration are. */
export async function benchCommands(): Promise<readonly Command[]> {
  const { default: commands } = await tools.bench.load();
  return commands.map((command) => (command.options?.some(({ flags }) => flags.startsWith('--plugin ')) ? withPlugins(command) : command));
}

function withPlugins(command: Command): Command {
  return {
    ...command,
    async load() {
      const { run } = await command.load();
      return { run: async (call) => run({ ...call, options: { ...call.options, plugin: await pluginUrls(call) } }) };
    },
  };
}

async function pluginUrls(call: CommandCall): Promise<readonly string[]> {
  const { plugins } = await loadConfig(flagSources(call));
  const given = (call.options['plugin'] as readonly string[] | undefined) ?? [];
  return [...given, ...Object.values(rooms).map(({ entry }) => import.meta.resolve(entry)), ...plugins.map(({ url }) => url)];
}
