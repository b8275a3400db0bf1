/** The part of commander 15 that the frame calls; the package that owns the bin hands its `Command` class in. */
export interface CommanderCommand {
  command(name: string): CommanderCommand;
  summary(text: string): CommanderCommand;
  description(text: string): CommanderCommand;
  helpOption(flags: false): CommanderCommand;
  helpCommand(enable: false): CommanderCommand;
  argument(name: string, description?: string): CommanderCommand;
  option(flags: string, description?: string, defaultValue?: string | boolean | string[]): CommanderCommand;
  option(
    flags: string,
    description: string,
    parse: (value: string, previous: unknown) => unknown,
    defaultValue?: unknown,
  ): CommanderCommand;
  action(run: (...args: unknown[]) => Promise<void>): CommanderCommand;
  exitOverride(): CommanderCommand;
  configureOutput(output: {
    writeOut?(text: string): void;
    writeErr?(text: string): void;
    outputError?(text: string, write: (text: string) => void): void;
  }): CommanderCommand;
  enablePositionalOptions(): CommanderCommand;
  passThroughOptions(): CommanderCommand;
  parseAsync(argv: readonly string[], options: { from: 'user' }): Promise<unknown>;
  opts(): Record<string, unknown>;
}

/** Commander's `Command` class, as the package that owns the bin imports it. */
export type CommanderClass = new (name?: string) => CommanderCommand;
