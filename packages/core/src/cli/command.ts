import type { Level } from '../config/level.ts';

/** A command as data: what `--help` shows, and where its code is. */
export interface Command {
  /** What the user types, in kebab-case. */
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** More for its own `--help`. */
  readonly description?: string;
  readonly arguments?: readonly CommandArgument[];
  readonly options?: readonly CommandOption[];
  /** At least one; shown in `--help` and tried in tests. */
  readonly examples: readonly CommandExample[];
  /** Runs when no command is named. At most one in a group. */
  readonly isDefault?: boolean;
  /** Whether everything behind the first argument belongs to another program, as in `watch -- node app.js --its-flag`. */
  readonly takesProgram?: boolean;
  /** Loads the code; only the command that runs is loaded. */
  load(): Promise<{ readonly run: CommandRun }>;
}

/** A positional argument. Those that are optional stand behind those that are not, and only the last may be variadic. */
export interface CommandArgument {
  /** Key in `CommandCall.arguments`, shown in `--help`. */
  readonly name: string;
  readonly summary: string;
  readonly isOptional?: boolean;
  /** Takes all that are left. */
  readonly isVariadic?: boolean;
}

/**
 * An option of one command, beside those of the frame (`FrameOptions`). A value outside `choices` or of another type is
 * `NSI_CORE_COMMAND_USAGE`.
 */
export interface CommandOption {
  /** In commander's notation: `-n, --count <number>`, `--plot`, `--no-check`. */
  readonly flags: string;
  readonly summary: string;
  /** The only values it takes. Left out: any of its type. */
  readonly choices?: readonly string[];
  /** `number`: read and checked; `list`: comma-separated, commas in braces left alone; `repeat`: may be given several times. Default `text` (or a boolean for a flag without value). */
  readonly type?: 'text' | 'number' | 'list' | 'repeat';
  /** What the command gets when the option is not given, and what `--help` shows. Left out: `undefined`. */
  readonly default?: string | number | boolean | readonly string[];
}

/** A command line that works as written, with what it does. */
export interface CommandExample {
  /** The whole line, program name included. */
  readonly command: string;
  readonly summary: string;
}

/** Commands under one word, as in `nsi memory …`; loaded when the word is typed. */
export interface CommandGroup {
  readonly name: string;
  readonly summary: string;
  readonly commands: readonly Command[];
}

/** What a command's code gets. */
export interface CommandCall {
  /** By argument name; a variadic one is a list. */
  readonly arguments: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** By the option's long name in camelCase. */
  readonly options: Readonly<Record<string, unknown>>;
  /** The program after `--` of a command that takes one. */
  readonly program: readonly string[];
  readonly frame: FrameOptions;
  /** Aborted by the first Ctrl-C: save what is done and return it. */
  readonly signal: AbortSignal;
  /** Says on stderr how far long work has come. Cheap: call it as often as you like. */
  readonly progress: (progress: Progress) => void;
  /** Says one line on stderr, above the progress. Silent with `--quiet`. */
  readonly note: (line: string) => void;
  /** Everything on standard input. Rejects with `NSI_CORE_COMMAND_INPUT` beyond `maxBytes`. */
  readonly readInput: (maxBytes: number) => Promise<Buffer>;
  /** Working directory: relative paths of the user count from here. */
  readonly cwd: string;
  /** Environment variables of the process. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** The options every command has. */
export interface FrameOptions {
  /** Configuration file to use instead of looking one up. */
  readonly config?: string;
  /** `--level`; left out, the configuration's. */
  readonly level?: Level;
  /** Whether stdout gets `data` as JSON in place of `text`. */
  readonly json: boolean;
  /** Whether progress and notes are kept from stderr. */
  readonly quiet: boolean;
  /** Whether stdout takes colour. */
  readonly color: boolean;
  /** File that gets the result's `document`. */
  readonly output?: string;
  /** Width of the terminal, 80 where there is none. */
  readonly columns: number;
  /** Whether stdout is a terminal. */
  readonly isTerminal: boolean;
}

/** How far long work has come, as one state: each report replaces the one before. */
export interface Progress {
  /** What is being done; several lines are drawn live on a terminal, and the first of them is printed now and then elsewhere. */
  readonly text: string;
  /** Units done, of `total`; the unit is the command's own. */
  readonly done?: number;
  readonly total?: number;
  readonly remainingMs?: number;
}

/** What a command returns; the frame prints it. */
export interface CommandResult {
  /** The documented shape of `--json`. */
  readonly data: unknown;
  /** What a person reads on stdout. */
  readonly text?: string;
  /** What `--output FILE` gets: text or bytes. Left out: `data` as JSON. `false`: the command has written the file itself. */
  readonly document?: string | Uint8Array | false;
  /** 0 ok, 1 failed, 3 a regression or finding above the gate. Default 0. An interrupted run exits with 130 whatever this says. */
  readonly exitCode?: 0 | 1 | 3;
}

/**
 * The code of a command. What it returns is printed by the frame, which also prints what it throws and sets the exit code: 2 for
 * `NSI_CORE_COMMAND_USAGE` and for an error whose code ends in `_OPTION` or `_OPTIONS`, else 1. Errors of the file system may be thrown as
 * they are: the frame says them in words.
 */
export type CommandRun = (call: CommandCall) => Promise<CommandResult>;
