import type { Command, CommandCall } from '@nsi/core/cli';
import { loadConfig } from '../config/load-config.ts';
import type { LoadedPlugin } from '../plugins/load-plugin.ts';
import { rooms, tools, type ToolName } from '../rooms/rooms.ts';

/**
 * A tool's commands. Those that take plugins are told where the rooms of this installation and the plugins of the configuration are: bench has their
 * suites, a plugin's under `--<name>`, the profiler their rules.
 */
export async function toolCommands(name: ToolName, configFile?: string): Promise<readonly Command[]> {
  const [{ default: commands }, { plugins }] = await Promise.all([
    tools[name].load(),
    loadConfig(configFile === undefined ? {} : { file: configFile }),
  ]);
  return commands.map((command) => (hasOption(command, 'plugin') ? withPlugins(command, plugins) : command));
}

function hasOption({ options = [] }: Command, name: string): boolean {
  return options.some(({ flags }) => flags.startsWith(`--${name} `));
}

function withPlugins(command: Command, plugins: readonly LoadedPlugin[]): Command {
  return {
    ...command,
    options: [
      ...(command.options ?? []),
      ...(hasOption(command, 'category')
        ? plugins.map(({ plugin: { name } }) => ({ flags: `--${name}`, summary: `the suites of ${name}` }))
        : []),
    ],
    async load() {
      const { run } = await command.load();
      return { run: (call) => run({ ...call, options: { ...call.options, ...selection(call, plugins) } }) };
    },
  };
}

function selection({ options }: CommandCall, plugins: readonly LoadedPlugin[]): Readonly<Record<string, unknown>> {
  const names = plugins.map(({ plugin }) => plugin.name).filter((name) => options[camelCase(name)] === true);
  const urls = [...Object.values(rooms).map(({ entry }) => import.meta.resolve(entry)), ...plugins.map(({ url }) => url)];
  return { plugin: [...listOf(options['plugin']), ...urls], category: [...listOf(options['category']), ...names] };
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

/** As commander names the option `--like-this`. */
function camelCase(name: string): string {
  return name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
