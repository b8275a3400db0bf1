import { levels } from '../config/level.ts';
import type { ProgramEntry, ProgramHead } from './build-program.ts';
import type { Command, CommandArgument, CommandOption } from './command.ts';

/** The options that every command has, as data for help and parser alike. */
export const frameOptions: readonly CommandOption[] = Object.freeze([
  { flags: '--config <file>', summary: 'configuration file (default: looked up from here upward)' },
  { flags: '--level <level>', summary: 'how far optimizers may go', choices: levels },
  { flags: '--json', summary: 'print the result as JSON' },
  { flags: '--quiet', summary: 'no progress, no notes' },
  { flags: '--no-color', summary: 'no colour' },
  { flags: '-o, --output <file>', summary: 'write the result to a file' },
] satisfies CommandOption[]);

const width = 80;

/**
 * The help of a program, or of one of its commands. Written here from the same data that the parser gets, because loading the parser
 * costs more than all the rest of `--help`.
 */
export function renderHelp(head: ProgramHead, commands: readonly Command[], groups: readonly ProgramEntry[], command?: Command): string {
  const shown = command ?? commands.find(({ isDefault }) => isDefault);
  const words = command && !command.isDefault ? `${head.name} ${command.name}` : head.name;
  const isProgram = !command || command.isDefault === true;
  const options = [
    ...(isProgram ? [{ flags: '-V, --version', summary: 'print the version' }] : []),
    ...(shown ? [...(shown.options ?? []), ...frameOptions] : []),
    { flags: '-h, --help', summary: 'show this' },
  ];
  const others = isProgram ? [...commands, ...groups] : [];
  return [
    `Usage: ${[words, ...(others.length > 0 ? ['[command]'] : []), '[options]', ...(shown?.arguments ?? []).map(argumentText), ...(shown?.takesProgram ? ['-- <program…>'] : [])].join(' ')}`,
    wrap(isProgram ? head.summary : (command.description ?? command.summary), 0),
    ...(isProgram && shown?.description !== undefined ? [wrap(shown.description, 0)] : []),
    section(
      'Arguments',
      (shown?.arguments ?? []).map((argument) => [argument.name, argument.summary]),
    ),
    section(
      'Options',
      options.map((option) => [option.flags, optionText(option)]),
    ),
    section(
      'Commands',
      others.map(({ name, summary }) => [name, summary]),
    ),
    examples(shown),
    ...(others.length > 0 ? ['Every command has --help with examples. Results go to stdout, words to stderr.'] : []),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

function argumentText({ name, isOptional, isVariadic }: CommandArgument): string {
  const text = isVariadic ? `${name}…` : name;
  return isOptional ? `[${text}]` : `<${text}>`;
}

function optionText({ summary, choices, default: value }: CommandOption): string {
  const extra = [
    ...(choices ? [choices.join(', ')] : []),
    ...(value === undefined ? [] : [`default ${Array.isArray(value) ? value.join(',') : String(value)}`]),
  ];
  return extra.length === 0 ? summary : `${summary} (${extra.join('; ')})`;
}

function section(title: string, rows: readonly (readonly [name: string, text: string])[]): string {
  if (rows.length === 0) return '';
  const column = Math.min(28, Math.max(...rows.map(([name]) => name.length)));
  const lines = rows.map(([name, text]) => {
    const body = wrap(text, column + 4);
    return name.length > column ? `  ${name}\n${' '.repeat(column + 4)}${body}` : `  ${name.padEnd(column)}  ${body}`;
  });
  return `${title}:\n${lines.join('\n')}`;
}

function examples(command: Command | undefined): string {
  if (!command) return '';
  return `Examples:\n${command.examples.map(({ command: line, summary }) => `  ${line}\n      ${summary}`).join('\n')}`;
}

/** Breaks at spaces so that no line passes the width; the first line is taken to be indented already. */
function wrap(text: string, indent: number): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indent + line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join(`\n${' '.repeat(indent)}`);
}
