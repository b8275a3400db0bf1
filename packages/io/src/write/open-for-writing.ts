import { constants } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { WriterSettings } from './buffered-writer-options.ts';
import { acquireDirectorySync } from './directory-sync.ts';
import { systemCode, type FileCalls } from './file-calls.ts';
import { thisPlatform } from './replace-file.ts';

/**
 * How bytes get into a file. `positioned`: at places this writer counts, so that writing twice is the same as writing once. `appended`:
 * where the system puts them. `streamed`: into a pipe, a terminal or a device, which may be full.
 */
export type WriteKind = 'positioned' | 'appended' | 'streamed';

export interface OpenedFile {
  readonly file: number;
  readonly kind: WriteKind;
  /** Whether this package opened it and has to close it. */
  readonly isOwn: boolean;
}

const { O_APPEND, O_CREAT, O_NONBLOCK, O_TRUNC, O_WRONLY } = constants;

/** Opens `path`, or takes a descriptor as it is: what comes from there goes to its own position. */
export async function openForWriting(
  files: FileCalls,
  path: string | number,
  { append, mode, sync }: Pick<WriterSettings, 'append' | 'mode' | 'sync'>,
): Promise<OpenedFile> {
  if (typeof path === 'number') {
    const isFile = (await files.fstat(path)).isFile();
    return { file: path, kind: isFile ? 'appended' : 'streamed', isOwn: false };
  }
  const file = await openPath(files, path, O_WRONLY | O_CREAT | (append ? O_APPEND : O_TRUNC), mode);
  try {
    const isFile = (await files.fstat(file)).isFile();
    if (isFile && sync !== 'never') await syncName(files, path);
    if (!isFile) return { file, kind: 'streamed', isOwn: true };
    return { file, kind: append ? 'appended' : 'positioned', isOwn: true };
  } catch (error) {
    files.closeSync(file);
    throw error;
  }
}

/** A named pipe must say that it is full instead of stopping the thread; one that nobody reads yet is waited for. */
async function openPath(files: FileCalls, path: string, flags: number, mode: number): Promise<number> {
  if (thisPlatform === 'windows') return files.open(path, flags, mode);
  try {
    return await files.open(path, flags | O_NONBLOCK, mode);
  } catch (error) {
    if (systemCode(error) !== 'ENXIO') throw error;
    return files.open(path, flags, mode);
  }
}

/** Synced bytes are of no use in a file whose name is lost. */
async function syncName(files: FileCalls, path: string): Promise<void> {
  if (thisPlatform === 'windows') return;
  const directory = acquireDirectorySync(files, dirname(resolve(path)));
  try {
    await directory.sync();
  } finally {
    directory.release();
  }
}
