import type { Command } from '@nsi/core/cli';
import { code, notice, page, type Page, table } from './markdown.ts';
import type { Room } from './rooms.ts';

/** Every command with its arguments, options and examples. */
export function commandsPage(rooms: readonly Room[]): Page {
  return page('docs/reference/commands.md', [
    '# Commands',
    notice,
    `\`npx @nsi/<room> …\` runs the only command-line program of a package; with \`@nsi/optimizer\` installed the same commands are \`nsi <room> …\`. All take \`--config\`,
\`--level\`, \`--json\`, \`--quiet\`, \`--no-color\`, \`--output FILE\` and \`--help\`. Results go to stdout, words to stderr. Exit codes: 0 ok, 1 failed, 2 usage, 3 a regression
or finding above the gate, 130 interrupted.`,
    ...rooms
      .filter(({ commands }) => commands.length > 0)
      .flatMap(({ folder, bin = 'nsi', commands }) => [
        `## @nsi/${folder}`,
        ...commands.flatMap((command) => describeCommand(bin, command)),
      ]),
  ]);
}

function describeCommand(bin: string, command: Command): readonly string[] {
  const { name, summary, description = '', arguments: args = [], options = [], examples, isDefault = false } = command;
  return [
    `### ${code([bin, name, ...args.map(({ name: argument, isOptional, isVariadic }) => shapeOf(argument, isOptional, isVariadic))].join(' '))}`,
    isDefault ? `${summary} Runs when no command is named.` : summary,
    description,
    options.length > 0
      ? table(
          ['Option', 'Default', 'Meaning'],
          options.map(({ flags, summary: meaning, choices, default: value }) => [
            code(flags),
            value === undefined ? '' : code(String(value)),
            choices ? `${meaning} One of ${choices.map(code).join(', ')}.` : meaning,
          ]),
        )
      : '',
    ['```sh', ...examples.flatMap((example) => [`# ${example.summary}`, example.command]), '```'].join('\n'),
  ];
}

function shapeOf(name: string, isOptional = false, isVariadic = false): string {
  const text = isVariadic ? `${name}…` : name;
  return isOptional ? `[${text}]` : `<${text}>`;
}
