import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type HousePackage, workspaceRoot } from '@nsi/house/workspace';
import { type RealCommand, sampleSuite } from './real-commands.ts';
import { runProgram } from './run-program.ts';

/** `npx <package> --help` must show how to use it. */
export async function checkHelp(folder: string, { manifest }: HousePackage): Promise<void> {
  const { stdout } = await runProgram('npx', ['--no-install', manifest.name, '--help'], folder);
  if (!/usage/i.test(stdout)) throw new Error(`expected the help to say \`Usage\`, got\n${stdout}`);
}

/** A command of the program must do its work. */
export async function checkRealCommand(
  folder: string,
  { manifest }: HousePackage,
  { args, files = {}, prints }: RealCommand,
): Promise<void> {
  await Promise.all(Object.entries(files).map(([name, content]) => writeFile(join(folder, name), content)));
  const { stdout } = await runProgram('npx', ['--no-install', manifest.name, ...args], folder);
  if (!prints.test(stdout)) throw new Error(`expected the output to match ${String(prints)}, got\n${stdout}`);
}

/** A benchmark report that the workspace's own bench measures in `folder` now. */
export async function measureSample(folder: string): Promise<string> {
  const bench = join(workspaceRoot, 'packages/bench');
  await mkdir(join(folder, 'node_modules/@nsi'), { recursive: true });
  await symlink(bench, join(folder, 'node_modules/@nsi/bench'));
  await writeFile(join(folder, sampleSuite.name), sampleSuite.text);
  const args = ['run', sampleSuite.name, '--quick', '--budget', '3s', '--output', 'results.json', '--quiet'];
  await runProgram(process.execPath, [join(bench, 'dist/cli.js'), ...args], folder);
  return readFile(join(folder, 'results.json'), 'utf8');
}
