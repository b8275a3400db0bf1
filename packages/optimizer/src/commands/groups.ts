import type { Command, LazyCommandGroup } from '@nsi/core/cli';
import { loadRoom, roomNames, rooms, tools } from '../rooms/rooms.ts';
import commands from './index.ts';

/** The groups for a command line. The configuration's plugins are loaded only when the word typed is none of the built-in ones. */
export async function commandGroups(argv: readonly string[]): Promise<readonly LazyCommandGroup[]> {
  const word = argv[0];
  const at = argv.indexOf('--config');
  const configFile = at >= 0 ? argv[at + 1] : undefined;
  const builtIn = builtInGroups(configFile);
  const isKnown = [...commands, ...builtIn].some(({ name }) => name === word);
  return word === undefined || word.startsWith('-') || isKnown ? builtIn : [...builtIn, ...(await pluginGroups(configFile))];
}

/** The groups every installation has. */
function builtInGroups(configFile: string | undefined): readonly LazyCommandGroup[] {
  return [
    {
      name: 'config',
      summary: 'show, explain, validate and write the configuration',
      load: async () => (await import('./config.ts')).default,
    },
    { name: 'bench', summary: tools.bench.summary, load: async () => (await import('./tool-group.ts')).toolCommands('bench', configFile) },
    {
      name: 'profiler',
      summary: tools.profiler.summary,
      load: async () => (await import('./tool-group.ts')).toolCommands('profiler', configFile),
    },
    { name: 'viz', summary: tools.viz.summary, load: async () => (await tools.viz.load()).default },
    ...roomNames.map((name) => ({
      name,
      summary: rooms[name].summary,
      load: async () => (await (await loadRoom(name)).commands?.())?.default ?? [],
    })),
  ];
}

async function pluginGroups(configFile: string | undefined): Promise<readonly LazyCommandGroup[]> {
  const { loadConfig } = await import('../config/load-config.ts');
  const { plugins } = await loadConfig(configFile === undefined ? {} : { file: configFile });
  return plugins.flatMap(({ plugin }) => {
    const { commands: load } = plugin;
    if (!load) return [];
    return [
      { name: plugin.name, summary: plugin.summary ?? plugin.name, load: async (): Promise<readonly Command[]> => (await load()).default },
    ];
  });
}
