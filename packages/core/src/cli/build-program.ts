import { coreError } from '../errors.ts';
import type { Command, CommandOption } from './command.ts';
import type { CommanderClass, CommanderCommand } from './commander.ts';
import { frameOptions } from './render-help.ts';

/** What commander found: the command, its positional words and its options. */
export interface ParsedCall {
  readonly command: Command;
  readonly words: readonly unknown[];
  readonly options: Readonly<Record<string, unknown>>;
}

export interface ProgramHead {
  readonly name: string;
  readonly version: string;
  readonly summary: string;
}

/** One line of the list of commands: a command, or a group that is loaded when its word is typed. */
export interface ProgramEntry {
  readonly name: string;
  readonly summary: string;
}

/** A commander program for `commands`; `groups` are listed in its help only. `onCall` gets the call that the command line makes. */
export function buildProgram(
  Commander: CommanderClass,
  head: ProgramHead,
  commands: readonly Command[],
  groups: readonly ProgramEntry[],
  write: (text: string) => void,
  onCall: (call: ParsedCall) => Promise<void>,
): CommanderCommand {
  const program = new Commander(head.name)
    .description(head.summary)
    .helpOption(false)
    .helpCommand(false)
    .enablePositionalOptions()
    .exitOverride()
    // What is wrong with the words is thrown, and said as any other error.
    .configureOutput({ writeOut: write, writeErr: write, outputError: () => {} });
  for (const command of commands)
    dress(program.command(command.name).exitOverride().helpOption(false).summary(command.summary), command, onCall).description(
      command.description ?? command.summary,
    );
  for (const group of groups) program.command(group.name).summary(group.summary).description(group.summary);
  const standard = commands.find(({ isDefault }) => isDefault);
  if (standard) return dress(program, standard, onCall);
  return program;
}

function dress(target: CommanderCommand, command: Command, onCall: (call: ParsedCall) => Promise<void>): CommanderCommand {
  for (const argument of command.arguments ?? []) {
    const name = argument.isVariadic ? `${argument.name}...` : argument.name;
    target.argument(argument.isOptional ? `[${name}]` : `<${name}>`, argument.summary);
  }
  if (command.takesProgram) target.argument('[program...]', 'the program and its arguments, after --').passThroughOptions();
  for (const option of [...(command.options ?? []), ...frameOptions]) addOption(target, option);
  return target.action(async (...received) => {
    const self = received.at(-1) as CommanderCommand;
    await onCall({ command, words: received.slice(0, -2), options: self.opts() });
  });
}

function addOption(target: CommanderCommand, { flags, summary, choices, type = 'text', default: value }: CommandOption): void {
  const text = choices ? `${summary} (${choices.join(', ')})` : summary;
  if (type === 'number') target.option(flags, text, (given) => readNumber(flags, given), value);
  else if (type === 'list') target.option(flags, text, (given) => splitList(given).map((part) => check(flags, part, choices)), value);
  else if (type === 'repeat')
    target.option(flags, text, (given, before) => [...((before as readonly string[] | undefined) ?? []), given], value);
  else if (choices) target.option(flags, text, choice(flags, choices), value);
  else target.option(flags, text, value as string | boolean | undefined);
}

/** Parts between commas; those inside braces belong to a part, as in `**\/*.{ts,tsx}`. */
function splitList(given: string): readonly string[] {
  return given.split(/,(?![^{}]*\})/).map((part) => part.trim());
}

function choice(flags: string, choices: readonly string[]): (given: string) => string {
  return (given) => check(flags, given, choices);
}

function check(flags: string, given: string, choices: readonly string[] | undefined): string {
  if (!choices || choices.includes(given)) return given;
  throw coreError('NSI_CORE_COMMAND_USAGE', `expected \`${flags}\` to be ${choices.join(' or ')}, got \`${given}\``);
}

function readNumber(flags: string, given: string): number {
  const value = Number(given);
  if (given.trim() !== '' && Number.isFinite(value)) return value;
  throw coreError('NSI_CORE_COMMAND_USAGE', `expected \`${flags}\` to be a number, got \`${given}\``);
}
