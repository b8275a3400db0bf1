import { defineCommand, type Command } from '@nsi/core/cli';

/** Commands of the roof itself; those of rooms, tools and plugins stand in groups. */
const commands: readonly Command[] = Object.freeze([
  defineCommand({
    name: 'plugins',
    summary: 'list the rooms and the plugins of the configuration; `nsi <plugin> …` runs their commands',
    examples: [{ command: 'nsi plugins', summary: 'name, package and summary of each' }],
    load: () => import('./plugins.ts'),
  }),
]);
export default commands;
