import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HousePackage } from '@nsi/house/workspace';
import { realCommands } from './real-commands.ts';
import { runProgram } from './run-program.ts';

/** `npx <package> --help` must show how to use it. */
export async function checkHelp(folder: string, { manifest }: HousePackage): Promise<void> {
  const { stdout } = await runProgram('npx', ['--no-install', manifest.name, '--help'], folder);
  if (!/usage/i.test(stdout)) throw new Error(`expected the help to say \`Usage\`, got\n${stdout}`);
}

/** One command of the program must do its work. Gives the command line. */
export async function checkRealCommand(folder: string, { folder: room, manifest }: HousePackage): Promise<string> {
  const command = realCommands[room];
  if (!command) throw new Error(`expected a command for ${manifest.name} in real-commands.ts, found none`);
  await Promise.all(Object.entries(command.files ?? {}).map(([name, content]) => writeFile(join(folder, name), content)));
  const { stdout } = await runProgram('npx', ['--no-install', manifest.name, ...command.args], folder);
  if (!command.prints.test(stdout)) throw new Error(`expected the output to match ${String(command.prints)}, got\n${stdout}`);
  return `${Object.keys(manifest.bin ?? {})[0]} ${command.args.join(' ')}`;
}
