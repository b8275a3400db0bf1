import { lstat, mkdir } from 'node:fs/promises';
import { joinPath, textOf } from '../copy/path-bytes.ts';
import { ioError } from '../errors.ts';

/** Makes folders below one that nothing may lead out of. */
export interface SafeFolder {
  readonly root: Buffer;
  /** The folder of this path below the root, made where it is missing. Rejects with `NSI_IO_PATH_OUTSIDE` when a link stands in the way. */
  folder(path: Buffer): Promise<Buffer>;
}

export function safeFolder(root: Buffer): SafeFolder {
  /** Those that were seen to be folders, by the bytes of their paths. */
  const known = new Set<string>(['']);

  async function folder(path: Buffer): Promise<Buffer> {
    const absolute = path.length === 0 ? root : joinPath(root, path);
    const key = path.toString('latin1');
    if (known.has(key)) return absolute;
    const parent = path.subarray(0, Math.max(0, path.lastIndexOf(0x2f)));
    await folder(parent);
    await makeOrFind(absolute);
    known.add(key);
    return absolute;
  }

  return { root, folder };
}

async function makeOrFind(path: Buffer): Promise<void> {
  try {
    await mkdir(path, 0o755);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const found = await lstat(path);
    if (found.isDirectory()) return;
    if (found.isSymbolicLink()) throw ioError('NSI_IO_PATH_OUTSIDE', `expected a folder at ${textOf(path)}, got a symbolic link`);
    throw ioError('NSI_IO_COPY_KIND', `expected a folder at ${textOf(path)}, got something else`);
  }
}
