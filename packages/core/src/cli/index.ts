export { takesColor } from './color.ts';
export { defineCommand } from './define-command.ts';
export { describeError, printable } from './describe-error.ts';
export { findingLines, gateOf } from './finding-lines.ts';
export { runCli, type CliDefinition, type LazyCommandGroup } from './run-cli.ts';
export { writeOutput } from './write-output.ts';
export type { CommanderClass, CommanderCommand } from './commander.ts';
export type {
  Command,
  CommandArgument,
  CommandCall,
  CommandExample,
  CommandGroup,
  CommandOption,
  CommandResult,
  CommandRun,
  FrameOptions,
  Progress,
} from './command.ts';
