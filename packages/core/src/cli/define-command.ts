import type { Command } from './command.ts';

/** A frozen command. */
export function defineCommand(command: Command): Command {
  return Object.freeze(command);
}
