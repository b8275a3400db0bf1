import { defineCommand, type Command } from '@nsi/core/cli';

const commands: readonly Command[] = Object.freeze([
  defineCommand({
    name: 'show',
    summary: 'print the configuration in force and where each value comes from',
    examples: [
      { command: 'nsi config show', summary: 'every option, its value, who set it' },
      { command: 'NSI_ENV=production nsi config show --json', summary: 'the same for production, for a program' },
    ],
    load: () => import('./config-show.ts'),
  }),
  defineCommand({
    name: 'explain',
    summary: 'say what an option means and where its value comes from',
    arguments: [{ name: 'path', summary: 'an option or a section, such as memory.codec' }],
    examples: [{ command: 'nsi config explain memory.codec.name', summary: 'value, origin, levels, environment variable' }],
    load: () => import('./config-explain.ts'),
  }),
  defineCommand({
    name: 'validate',
    summary: 'check the configuration, every section and plugin of it',
    examples: [{ command: 'nsi config validate', summary: 'exit code 1 and every problem with its path when it is wrong' }],
    load: () => import('./config-validate.ts'),
  }),
  defineCommand({
    name: 'init',
    summary: 'write a configuration file',
    options: [
      { flags: '--ts', summary: 'write nsi.config.ts instead of nsi.config.json' },
      { flags: '--force', summary: 'replace the file when there is one' },
    ],
    examples: [{ command: 'nsi config init --level aggressive', summary: 'write nsi.config.json in this folder' }],
    load: () => import('./config-init.ts'),
  }),
  defineCommand({
    name: 'schema',
    summary: 'print the JSON Schema of the configuration, plugins included',
    examples: [{ command: 'nsi config schema --output nsi.schema.json', summary: 'a schema for your editor that knows your plugins' }],
    load: () => import('./config-schema.ts'),
  }),
]);
export default commands;
