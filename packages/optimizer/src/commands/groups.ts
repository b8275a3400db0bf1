import type { Command, LazyCommandGroup } from '@nsi/core/cli';
import { loadConfig } from '../config/load-config.ts';
import { loadRoom, roomNames, rooms, tools } from '../rooms/rooms.ts';
import { benchCommands } from './bench-group.ts';
import commands from './index.ts';

/** The groups every installation has. */
export const builtInGroups: readonly LazyCommandGroup[] = Object.freeze([
  {
    name: 'config',
    summary: 'show, explain, validate and write the configuration',
    load: async () => (await import('./config.ts')).default,
  },
  { name: 'bench', summary: tools.bench.summary, load: benchCommands },
  { name: 'viz', summary: tools.viz.summary, load: async () => (await tools.viz.load()).default },
  ...roomNames.map((name) => ({
    name,
    summary: rooms[name].summary,
    load: async () => (await (await loadRoom(name)).commands?.())?.default ?? [],
  })),
]);

/** The groups for a command line. The configuration's plugins are loaded only when the word typed is none of the built-in ones. */
export async function commandGroups(argv: readonly string[]): Promise<readonly LazyCommandGroup[]> {
  const word = argv[0];
  const isKnown = [...commands, ...builtInGroups].some(({ name }) => name === word);
  return word === undefined || word.startsWith('-') || isKnown ? builtInGroups : [...builtInGroups, ...(await pluginGroups(argv))];
}

async function pluginGroups(argv: readonly string[]): Promise<readonly LazyCommandGroup[]> {
  const at = argv.indexOf('--config');
  const file = at >= 0 ? argv[at + 1] : undefined;
  const { plugins } = await loadConfig(file === undefined ? {} : { file });
  return plugins.flatMap(({ plugin }) => {
    const { commands: load } = plugin;
    if (!load) return [];
    return [
      { name: plugin.name, summary: plugin.summary ?? plugin.name, load: async (): Promise<readonly Command[]> => (await load()).default },
    ];
  });
}
