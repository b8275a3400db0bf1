import { isNsiError } from '../errors/nsi-error.ts';
import type { Level } from '../config/level.ts';
import { coreError, coreErrors } from '../errors.ts';
import { buildProgram, type ParsedCall, type ProgramHead } from './build-program.ts';
import { takesColor } from './color.ts';
import type { Command, CommandCall, CommandGroup, CommandResult, FrameOptions } from './command.ts';
import type { CommanderClass } from './commander.ts';
import { describeError } from './describe-error.ts';
import { createProgressLine } from './progress-line.ts';
import { readStream } from './read-stream.ts';
import { renderHelp } from './render-help.ts';
import { explainSystemError } from './system-error.ts';
import { writeOutput } from './write-output.ts';

/** A group whose commands are loaded when its name is the first word. */
export interface LazyCommandGroup {
  readonly name: string;
  readonly summary: string;
  load(): Promise<CommandGroup['commands']>;
}

/** A whole command line as data: its head, the commands that stand at the top, and the groups that are loaded when their name is typed. */
export interface CliDefinition extends ProgramHead {
  /** Loads commander's `Command` class; not called for `--help` and `--version`. */
  readonly commander: () => Promise<CommanderClass>;
  readonly commands: readonly Command[];
  /** A function is asked with the command line, where the groups depend on it. */
  readonly groups?: readonly LazyCommandGroup[] | ((argv: readonly string[]) => Promise<readonly LazyCommandGroup[]>);
}

/** Runs the command line of this process and sets its exit code: 0 ok, 1 failed, 2 usage, 3 above the gate, 130 interrupted. */
export async function runCli(definition: CliDefinition, argv: readonly string[] = process.argv.slice(2)): Promise<void> {
  const { commander, name, version, summary, commands } = definition;
  for (const stream of [process.stdout, process.stderr]) stream.on('error', endQuietly);
  const write = (text: string): void => void process.stdout.write(text);
  // How the command that is asked for is called, as far as it is known.
  let called = name;
  try {
    const groups = typeof definition.groups === 'function' ? await definition.groups(argv) : (definition.groups ?? []);
    const group = groups.find((candidate) => candidate.name === (argv[0] === 'help' ? argv[1] : argv[0]));
    const head = group ? { name: `${name} ${group.name}`, version, summary: group.summary } : { name, version, summary };
    const offered = group ? await group.load() : commands;
    const words = group ? wordsOfGroup(argv, group.name) : argv;
    called = [
      head.name,
      ...offered.filter((command) => command.name === words[0] && !command.isDefault).map((command) => command.name),
    ].join(' ');
    const answer = answerTo(words, head, offered, group ? [] : groups);
    if (answer !== undefined) write(answer);
    else await buildProgram(await commander(), head, offered, group ? [] : groups, write, execute).parseAsync(words, { from: 'user' });
  } catch (thrown) {
    const error = explained(thrown, called);
    process.exitCode = exitCodeOf(error);
    const color = takesColor(process.stderr, process.env, argv.includes('--no-color'));
    process.stderr.write(describeError(error, { json: argv.includes('--json'), color }));
  }
}

/** A reader such as `head` that has seen enough is no failure: what is still to be said is left unsaid. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

/** `help pack` and `pack …` alike, without the name of the group. */
function wordsOfGroup(argv: readonly string[], name: string): readonly string[] {
  const at = argv.indexOf(name);
  return [...argv.slice(0, at), ...argv.slice(at + 1)];
}

/** The error as it is told: the parser's and the system's become ours, and a wrong word says whose help to ask. */
function explained(error: unknown, called: string): unknown {
  const hint = `See \`${called} --help\`.`;
  if (isCommanderError(error)) {
    const message = error.message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ');
    return coreError('NSI_CORE_COMMAND_USAGE', message, { hint });
  }
  if (isNsiError(error, 'NSI_CORE_COMMAND_USAGE') && error.hint === coreErrors.NSI_CORE_COMMAND_USAGE.hint)
    return coreError('NSI_CORE_COMMAND_USAGE', error.message, { hint, cause: error.cause });
  return explainSystemError(error);
}

/** What `--help`, `help`, `--version`, or nothing at all asks for; `undefined` when the words are a call. */
function answerTo(
  words: readonly string[],
  head: ProgramHead,
  commands: readonly Command[],
  groups: readonly LazyCommandGroup[],
): string | undefined {
  const own = words.includes('--') ? words.slice(0, words.indexOf('--')) : words;
  const first = own[0] === 'help' ? own[1] : own[0];
  const named = commands.find(({ name }) => name === first);
  const isNothing = words.length === 0 && !commands.some(({ isDefault }) => isDefault);
  if (isNothing || own[0] === 'help' || own.includes('--help') || own.includes('-h')) return renderHelp(head, commands, groups, named);
  return own[0] === '--version' || own[0] === '-V' ? `${head.version}\n` : undefined;
}

async function execute({ command, words, options }: ParsedCall): Promise<void> {
  const frame = frameOptionsOf(options);
  const controller = new AbortController();
  const line = createProgressLine(process.stderr, { quiet: frame.quiet });
  const onInterrupt = (): void => {
    if (controller.signal.aborted) process.exit(130);
    line.note('Stopping: saving what is done. Press Ctrl-C again to stop at once.');
    controller.abort(coreError('NSI_CORE_COMMAND_INTERRUPTED', 'expected the command to finish, got an interrupt'));
  };
  process.on('SIGINT', onInterrupt).on('SIGTERM', onInterrupt);
  try {
    const { run } = await command.load();
    const result = await run(callOf(command, words, options, frame, controller.signal, line));
    line.clear();
    await present(result, frame, line.note);
    process.exitCode = controller.signal.aborted ? 130 : (result.exitCode ?? 0);
  } catch (error) {
    line.clear();
    if (controller.signal.aborted) process.exitCode = 130;
    else throw error;
  } finally {
    line.clear();
    process.off('SIGINT', onInterrupt).off('SIGTERM', onInterrupt);
  }
}

function callOf(
  { arguments: definitions = [], takesProgram }: Command,
  words: readonly unknown[],
  options: Readonly<Record<string, unknown>>,
  frame: FrameOptions,
  signal: AbortSignal,
  line: ReturnType<typeof createProgressLine>,
): CommandCall {
  return {
    arguments: Object.fromEntries(definitions.map(({ name }, index) => [name, words[index] as string | undefined])),
    options,
    program: takesProgram ? ((words[definitions.length] ?? []) as readonly string[]) : [],
    frame,
    signal,
    progress: line.show,
    note: line.note,
    readInput: (maxBytes) => readStream(process.stdin, maxBytes),
    cwd: process.cwd(),
    variables: process.env,
  };
}

function frameOptionsOf(options: Readonly<Record<string, unknown>>): FrameOptions {
  const { config, level, json, quiet, color, output } = options as {
    config?: string;
    level?: Level;
    json?: boolean;
    quiet?: boolean;
    color?: boolean;
    output?: string;
  };
  return {
    ...(config === undefined ? {} : { config }),
    ...(level === undefined ? {} : { level }),
    ...(output === undefined ? {} : { output }),
    json: json === true,
    quiet: quiet === true,
    color: takesColor(process.stdout, process.env, color === false),
    columns: process.stdout.columns ?? 80,
    isTerminal: process.stdout.isTTY,
  };
}

async function present(
  { data, text, document }: CommandResult,
  { json, output }: FrameOptions,
  note: (line: string) => void,
): Promise<void> {
  const asJson = (): string => `${JSON.stringify(data, null, 2)}\n`;
  if (output !== undefined && document !== false) {
    await writeOutput(output, document ?? asJson());
    note(`Wrote ${output}`);
  }
  const shown = json ? asJson() : text === undefined ? asJson() : withNewline(text);
  if (json || text !== undefined || output === undefined) process.stdout.write(shown);
}

function withNewline(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

/** An option out of its bounds is a wrong word too, whichever package finds it. */
function exitCodeOf(error: unknown): number {
  return isNsiError(error) && /^NSI_(?:CORE_COMMAND_USAGE|[A-Z_]+_OPTIONS?)$/.test(error.code) ? 2 : 1;
}

function isCommanderError(error: unknown): error is Error {
  return error instanceof Error && 'exitCode' in error && 'code' in error && String(error.code).startsWith('commander.');
}
