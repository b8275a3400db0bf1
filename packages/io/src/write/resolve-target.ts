import { dirname, resolve } from 'node:path';
import { ioError } from '../errors.ts';
import { systemCode, type FileCalls, type FileFacts } from './file-calls.ts';

/** The file that a write to `path` replaces. */
export interface Target {
  readonly path: string;
  /** `undefined`: there is none yet. */
  readonly facts: FileFacts | undefined;
}

const maxLinks = 40;

/**
 * Follows symbolic links, so that the file behind them is replaced and they stay; a link to nothing leads to where the file will be.
 * Throws `NSI_IO_ATOMIC_TARGET` for what is not a regular file.
 */
export async function resolveTarget(files: FileCalls, path: string): Promise<Target> {
  let current = resolve(path);
  for (let links = 0; links <= maxLinks; links++) {
    const facts = await factsOf(files, current);
    if (facts?.isSymbolicLink() !== true) {
      if (facts && !facts.isFile()) throw ioError('NSI_IO_ATOMIC_TARGET', `expected a regular file or none at \`${current}\``);
      return { path: current, facts };
    }
    current = resolve(dirname(current), await files.readlink(current));
  }
  throw ioError('NSI_IO_ATOMIC_TARGET', `expected \`${path}\` to lead to a file, got more than ${maxLinks} symbolic links`);
}

async function factsOf(files: FileCalls, path: string): Promise<FileFacts | undefined> {
  try {
    return await files.lstat(path);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
