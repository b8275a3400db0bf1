import { join } from 'node:path';
import { generateFiles, names, type Tree } from '@nx/devkit';
import { addToCommands } from './add-to-commands.ts';

export interface CommandOptions {
  readonly name: string;
  /** Folder below `packages`. */
  readonly package: string;
  readonly summary?: string;
}

/** Writes a command's code and test and adds it to the package's list. */
export default async function command(
  tree: Tree,
  { name, package: folder, summary = 'say what a file holds' }: CommandOptions,
): Promise<void> {
  const { fileName } = names(name);
  const bin = folder === 'optimizer' ? 'nsi' : `nsi-${folder}`;
  const commands = `packages/${folder}/src/commands`;
  generateFiles(tree, join(import.meta.dirname, 'files'), commands, { name: fileName, bin, tmpl: '' });
  const index = `${commands}/index.ts`;
  const source = tree.read(index, 'utf8');
  if (source === null) throw new Error(`expected a list of commands at ${index}, found none`);
  tree.write(index, addToCommands(source, { name: fileName, summary, bin }));
}
