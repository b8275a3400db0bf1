import { chmod, lstat, mkdir, readlink, realpath, stat, symlink, utimes } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { ioError } from '../errors.ts';
import { ioMetrics } from '../metrics.ts';
import { filePermits } from '../permits/file-permits.ts';
import { patiently } from '../permits/open-permitted.ts';
import { copyOneFile } from './copy-file.ts';
import { parseCopyOptions, type CopySettings, type CopyTreeOptions } from './copy-options.ts';
import { leadsOutside } from './leads-outside.ts';
import { partialFolder, partialPlace } from './partial-file.ts';
import { joinPath, textOf } from './path-bytes.ts';
import { treeEntries, type TreeEntry } from './tree-entries.ts';

/** What a copy made. */
export interface CopySummary {
  readonly files: number;
  readonly folders: number;
  readonly links: number;
  readonly bytes: number;
}

/**
 * Copies a folder with everything in it. Where there is nothing at `target`, the copy is made beside it and gets its name when it is whole:
 * an error or an abort leaves nothing. Where there is a folder, the tree is merged into it, each file appearing as one step; an error or an
 * abort then leaves whole files, old or new. Permission bits are kept; no link is followed, neither in the source nor in the target.
 * Rejects with the system's error, with `NSI_IO_FILE_EXISTS`, `NSI_IO_PATH_OUTSIDE`, `NSI_IO_COPY_KIND` or `NSI_IO_COPY_OPTION`.
 * @example
 * ```ts run
 * import { rm } from 'node:fs/promises';
 * import { copyTree } from '@nsi/io';
 *
 * const { files } = await copyTree('src/copy', 'copy-example', { filter: (path) => !path.endsWith('.test.ts') });
 * console.log(`${files} files, whole or not at all`);
 * await rm('copy-example', { recursive: true });
 * ```
 */
export async function copyTree(source: string, target: string, options: CopyTreeOptions = {}): Promise<CopySummary> {
  const settings = parseCopyOptions(options);
  settings.signal?.throwIfAborted();
  const from = await realpath(source);
  if (!(await stat(from)).isDirectory()) throw ioError('NSI_IO_COPY_OPTION', `expected a folder at ${source}, got something else`);
  const to = resolve(target);
  const existing = await realpath(to).catch(() => undefined);
  const parent = existing ?? (await realOfNearest(dirname(to)));
  if (isWithin(parent, from)) throw ioError('NSI_IO_COPY_OPTION', `expected a target outside of ${from}, got ${to}`);
  if (existing !== undefined) {
    if (!(await stat(existing)).isDirectory())
      throw ioError('NSI_IO_COPY_KIND', `expected a folder or nothing at ${to}, got something else`);
    return copyInto(from, existing, true, settings);
  }
  await refuseDangling(to);
  await mkdir(dirname(to), { recursive: true });
  await using folder = partialFolder(to);
  const summary = await copyInto(from, folder.path, false, settings);
  settings.signal?.throwIfAborted();
  await folder.commit();
  return summary;
}

/** A link at the target that leads nowhere would be filled by whoever follows it. */
async function refuseDangling(to: string): Promise<void> {
  const isThere = await lstat(to).then(
    () => true,
    () => false,
  );
  if (isThere) throw ioError('NSI_IO_PATH_OUTSIDE', `expected a folder or nothing at ${to}, got a symbolic link that leads nowhere`);
}

async function realOfNearest(path: string): Promise<string> {
  return realpath(path).catch(() => (dirname(path) === path ? path : realOfNearest(dirname(path))));
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

async function copyInto(from: string, to: string, merges: boolean, settings: CopySettings): Promise<CopySummary> {
  const { concurrency, signal, filter, onProgress, recorder } = settings;
  const root = Buffer.from(to);
  const folders: TreeEntry[] = [];
  const made: TreeEntry[] = [];
  const targetOf = ({ path }: TreeEntry): Buffer => (path.length === 0 ? root : joinPath(root, path));
  let [files, links, bytes] = [0, 0, 0];
  const failures: unknown[] = [];

  const entries = treeEntries(Buffer.from(from), {
    filter,
    signal,
    async onFolder(folder) {
      if (await isMade(targetOf(folder), merges)) made.push(folder);
      folders.push(folder);
    },
  });

  async function copyOne(entry: TreeEntry): Promise<void> {
    const target = targetOf(entry);
    if (entry.kind === 'other')
      throw ioError('NSI_IO_COPY_KIND', `expected files, folders and links, got something else at ${textOf(entry.absolute)}`);
    if (entry.kind === 'link') {
      if (await copyLink(entry, target, merges, settings)) links += 1;
      return;
    }
    const onPiece = (piece: number): void => {
      bytes += piece;
      recorder.count(ioMetrics.copyBytes, piece);
      if (piece < entry.stats.size) onProgress({ files, bytes, path: textOf(entry.path) });
    };
    const permits = filePermits();
    const copyIt = (): Promise<void> => copyFileTo(entry, target, merges, settings, onPiece);
    await permits.run(() => patiently(copyIt, { signal, permits }), { signal });
    files += 1;
    recorder.count(ioMetrics.copyFiles);
    onProgress({ files, bytes, path: textOf(entry.path) });
  }

  async function work(): Promise<void> {
    while (failures.length === 0) {
      try {
        signal?.throwIfAborted();
        const { value, done } = await entries.next();
        if (done === true) return;
        await copyOne(value);
      } catch (error) {
        failures.push(error);
      }
    }
  }
  // All of them end before the caller may remove what they made.
  await Promise.all(Array.from({ length: concurrency }, work));
  if (failures.length > 0) throw failures[0];
  // From the leaves up: a folder that may not be written could not be filled.
  for (const folder of made.toReversed()) {
    await chmod(targetOf(folder), folder.stats.mode & 0o7777);
    if (settings.keepTimes) await utimes(targetOf(folder), folder.stats.atime, folder.stats.mtime);
  }
  return { files, folders: folders.length, links, bytes };
}

/** Makes a folder that can be filled, and returns true. In a merge one that is there is taken as it is, but no link to one. */
async function isMade(path: Buffer, merges: boolean): Promise<boolean> {
  try {
    await mkdir(path, 0o700);
    return true;
  } catch (error) {
    if (!merges || (error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const found = await lstat(path);
    if (found.isDirectory()) return false;
    if (found.isSymbolicLink()) throw ioError('NSI_IO_PATH_OUTSIDE', `expected a folder at ${textOf(path)}, got a symbolic link`);
    throw ioError('NSI_IO_COPY_KIND', `expected a folder at ${textOf(path)}, got something else`);
  }
}

async function copyFileTo(
  { absolute, stats }: TreeEntry,
  target: Buffer,
  merges: boolean,
  settings: CopySettings,
  onPiece: (bytes: number) => void,
): Promise<void> {
  // In a tree that nobody sees yet a file may be half.
  if (!merges) return copyOneFile(absolute, target, stats, settings, onPiece);
  await using place = partialPlace(target);
  await copyOneFile(absolute, place.path, stats, settings, onPiece);
  settings.signal?.throwIfAborted();
  await place.commit({ replaces: settings.force }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EISDIR' && error.code !== 'ENOTEMPTY') throw error;
    throw ioError('NSI_IO_COPY_KIND', `expected a file or nothing at ${textOf(target)}, got a folder`, { cause: error });
  });
}

/** Whether the link was copied. */
async function copyLink({ path, absolute }: TreeEntry, target: Buffer, merges: boolean, { links, force }: CopySettings): Promise<boolean> {
  if (links === 'skip') return false;
  const leadsTo = await readlink(absolute, { encoding: 'buffer' });
  if (links === 'inside' && leadsOutside(path, leadsTo)) {
    throw ioError('NSI_IO_PATH_OUTSIDE', `expected the link ${textOf(absolute)} to stay in the tree, got one to ${textOf(leadsTo)}`, {
      hint: "Pass `links: 'keep'` to copy it as it is, or `links: 'skip'` to leave links out.",
    });
  }
  if (force && merges) {
    await using place = partialPlace(target);
    await symlink(leadsTo, place.path);
    await place.commit({ replaces: true });
  } else {
    await symlink(leadsTo, target).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'EEXIST') throw cause;
      throw ioError('NSI_IO_FILE_EXISTS', `expected nothing at ${textOf(target)}, got something`, { cause });
    });
  }
  return true;
}
