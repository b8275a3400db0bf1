import { rmSync } from 'node:fs';
import { link, lstat, rename, rm, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { ioError } from '../errors.ts';
import { folderOf, joinPath, textOf } from './path-bytes.ts';

/** The place of a file that gets its final name only when it is whole. Disposing it before removes what was written. */
export interface PartialPlace extends AsyncDisposable {
  /** Where to write: a name of its own in the folder of the final one. Nothing is there yet. */
  readonly path: Buffer;
  /**
   * Gives the file its final name, as one step. Without `replaces`, rejects with `NSI_IO_FILE_EXISTS` when there is anything of that name.
   * A symbolic link is replaced, never followed.
   */
  commit(options: { readonly replaces: boolean }): Promise<void>;
}

/** A folder that gets its final name only when everything is in it. Disposing it before removes it with all that is in it. */
export interface PartialFolder extends AsyncDisposable {
  /** Where to make it. Nothing is there yet. */
  readonly path: string;
  /** Gives the folder its final name. Rejects with `NSI_IO_FILE_EXISTS` when something has got that name meanwhile. */
  commit(): Promise<void>;
}

/** Paths that a process ending now would leave behind, as text that keeps every byte. */
const unfinished = new Set<string>();
let count = 0;

/** A place beside `target`, an absolute path. A process that exits removes what is there; one that is killed leaves `.nsi-….tmp`. */
export function partialPlace(target: Buffer): PartialPlace {
  const path = joinPath(folderOf(target), Buffer.from(temporaryName()));
  const key = path.toString('latin1');
  track(key);
  let isCommitted = false;
  return {
    path,
    async commit({ replaces }) {
      if (replaces) await rename(path, target);
      else await renameToFree(path, target);
      isCommitted = true;
      forget(key);
    },
    async [Symbol.asyncDispose]() {
      if (isCommitted) return;
      await unlink(path).catch(ignoreAbsent);
      forget(key);
    },
  };
}

/** The place of a folder beside `target`, an absolute path. */
export function partialFolder(target: string): PartialFolder {
  const path = join(dirname(target), temporaryName());
  const key = Buffer.from(path).toString('latin1');
  track(key);
  let isCommitted = false;
  return {
    path,
    async commit() {
      await rename(path, target).catch((cause: NodeJS.ErrnoException) => {
        throw ['EEXIST', 'ENOTEMPTY', 'ENOTDIR'].includes(cause.code ?? '') ? exists(Buffer.from(target), cause) : cause;
      });
      isCommitted = true;
      forget(key);
    },
    async [Symbol.asyncDispose]() {
      if (!isCommitted) await rm(path, { recursive: true, force: true }).catch(ignoreAbsent);
      forget(key);
    },
  };
}

/** A name no other thread or process takes. */
function temporaryName(): string {
  count += 1;
  const random = Math.floor(Math.random() * 2 ** 32);
  return `.nsi-${[process.pid, threadId, count, random].map((part) => part.toString(36)).join('-')}.tmp`;
}

/** A hard link is the one call that gives a name only where there is none. */
async function renameToFree(path: Buffer, target: Buffer): Promise<void> {
  try {
    await link(path, target);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw exists(target, cause);
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK', 'EXDEV', 'EOPNOTSUPP', 'EACCES'].includes(code ?? '')) throw cause;
    // No hard links here: look first, which another process may use to get in between.
    const isTaken = await lstat(target).then(
      () => true,
      () => false,
    );
    if (isTaken) throw exists(target, cause);
    return rename(path, target);
  }
  await unlink(path);
}

function exists(target: Buffer, cause: unknown): Error {
  return ioError('NSI_IO_FILE_EXISTS', `expected nothing at ${textOf(target)}, got something`, { cause });
}

/** Where nothing could be made there is nothing to remove, and why it could not be made is the error to tell. */
function ignoreAbsent(error: NodeJS.ErrnoException): void {
  if (!['ENOENT', 'ENOTDIR', 'EACCES', 'EROFS'].includes(error.code ?? '')) throw error;
}

function track(path: string): void {
  if (unfinished.size === 0) process.on('exit', removeUnfinished);
  unfinished.add(path);
}

function forget(path: string): void {
  unfinished.delete(path);
  if (unfinished.size === 0) process.off('exit', removeUnfinished);
}

function removeUnfinished(): void {
  for (const path of unfinished) {
    try {
      rmSync(Buffer.from(path, 'latin1'), { recursive: true, force: true });
    } catch {
      // The process ends: nothing more can be done.
    }
  }
}
