import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { AtomicSettings } from './atomic-options.ts';
import { acquireDirectorySync, type DirectorySync } from './directory-sync.ts';
import { systemCode, type FileCalls, type FileFacts } from './file-calls.ts';
import { resolveTarget } from './resolve-target.ts';
import { forget, openTemporary } from './temporary-file.ts';
import { writeAll } from './write-all.ts';

const newFileMode = 0o666;
const permissionBits = 0o7777;
const firstRetryMs = 10;
const maxRetryMs = 100;

/** Where the code runs: directories can be synced on POSIX, and a rename over an open file is refused on Windows alone. */
export type Platform = 'posix' | 'windows';
export const thisPlatform: Platform = process.platform === 'win32' ? 'windows' : 'posix';

/**
 * The sequence behind every atomic write: a temporary file beside the target, its contents synced, renamed over the target, the directory
 * synced. At no moment does the target's name lead to anything but the old content or the new.
 */
export async function replaceFile(
  files: FileCalls,
  path: string,
  bytes: Uint8Array,
  settings: AtomicSettings,
  platform: Platform = thisPlatform,
): Promise<void> {
  const { durability, signal } = settings;
  signal?.throwIfAborted();
  const target = await resolveTarget(files, path);
  const syncsDirectory = durability === 'full' && platform === 'posix';
  // Opened while the contents are written.
  const directory = syncsDirectory ? acquireDirectorySync(files, dirname(target.path)) : undefined;
  try {
    await putInPlace(files, target.path, target.facts, bytes, settings, platform);
    await directory?.sync();
  } finally {
    directory?.release();
  }
}

/** As `replaceFile` for one file of many: its directory is named to `directoryOf` before the file is written, and synced by the caller. Resolves with that directory. */
export async function replaceFileUnsynced(
  files: FileCalls,
  path: string,
  bytes: Uint8Array,
  settings: AtomicSettings,
  directoryOf: (path: string) => DirectorySync | undefined,
): Promise<string> {
  settings.signal?.throwIfAborted();
  const target = await resolveTarget(files, path);
  const directory = dirname(target.path);
  directoryOf(directory);
  await putInPlace(files, target.path, target.facts, bytes, settings, thisPlatform);
  return directory;
}

async function putInPlace(
  files: FileCalls,
  target: string,
  before: FileFacts | undefined,
  bytes: Uint8Array,
  { durability, mode, retries, signal }: AtomicSettings,
  platform: Platform,
): Promise<void> {
  const wantedMode = mode ?? (before === undefined ? undefined : before.mode & permissionBits);
  const { path, file } = await openTemporary(files, dirname(target), wantedMode ?? newFileMode);
  try {
    try {
      const hasChanged = platform === 'posix' && (await takeOver(files, file, wantedMode, before));
      await writeAll(files, file, bytes, { position: 0, signal });
      signal?.throwIfAborted();
      // `fdatasync` need not write what `chmod` and `chown` changed.
      if (durability !== 'none') await (hasChanged ? files.fsync(file) : files.fdatasync(file));
    } finally {
      // Nothing is left to be written by closing a file that was synced, so it need not leave this thread.
      if (durability === 'none') await files.close(file);
      else files.closeSync(file);
    }
    signal?.throwIfAborted();
    await rename(files, path, target, platform === 'windows' ? retries : 0);
    forget(path);
  } catch (error) {
    // The error that led here counts, not that of cleaning up.
    await files.unlink(path).catch(() => undefined);
    forget(path);
    throw error;
  }
}

/** Gives the new file the mode and owner it should have, if it has not. Whether anything had to be changed. */
async function takeOver(files: FileCalls, file: number, mode: number | undefined, before: FileFacts | undefined): Promise<boolean> {
  if (mode === undefined && before === undefined) return false;
  // A file opened a moment ago is known to the kernel: this takes 2 µs, a way through the thread pool 40.
  const now = files.fstatSync(file);
  const hasOtherOwner = before !== undefined && (before.uid !== now.uid || before.gid !== now.gid);
  // Changing the owner takes set-user-ID bits away, so it comes first.
  if (hasOtherOwner) await unlessForbidden(files.fchown(file, before.uid, before.gid));
  const hasOtherMode = mode !== undefined && (hasOtherOwner || mode !== (now.mode & permissionBits));
  if (hasOtherMode) await unlessForbidden(files.fchmod(file, mode));
  return hasOtherOwner || hasOtherMode;
}

/** Only a privileged process may give a file away, and some file systems know neither owner nor mode: the write goes on, as it does elsewhere. */
async function unlessForbidden(change: Promise<void>): Promise<void> {
  try {
    await change;
  } catch (error) {
    if (!['EPERM', 'EINVAL', 'ENOSYS', 'ENOTSUP'].includes(systemCode(error) ?? '')) throw error;
  }
}

async function rename(files: FileCalls, from: string, to: string, retries: number): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await files.rename(from, to);
    } catch (error) {
      if (attempt >= retries || !['EPERM', 'EACCES', 'EBUSY'].includes(systemCode(error) ?? '')) throw error;
      await wait(Math.min(firstRetryMs * 2 ** attempt, maxRetryMs));
    }
  }
}
