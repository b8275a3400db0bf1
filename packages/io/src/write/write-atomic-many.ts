import { resolve } from 'node:path';
import { currentRecorder } from '@nsi/core';
import { ioError } from '../errors.ts';
import { ioMetrics } from '../metrics.ts';
import { filePermits } from '../permits/file-permits.ts';
import { bytesOf, parseAtomicOptions, type AtomicSettings, type WriteAtomicOptions } from './atomic-options.ts';
import { acquireDirectorySync, type DirectorySync } from './directory-sync.ts';
import { nodeFiles, type FileCalls } from './file-calls.ts';
import { inTurn } from './in-turn.ts';
import { replaceFileUnsynced, thisPlatform } from './replace-file.ts';

/** One file for `writeAtomicMany`. */
export interface AtomicFile {
  readonly path: string;
  readonly data: string | NodeJS.ArrayBufferView;
}

/** Enough to keep the threads of file work busy while directories and devices answer. */
const concurrency = 32;

/**
 * Replaces many files, each as one step, as `writeAtomic` does, but syncs each directory once, after the last rename in it. The files
 * are not replaced together: a crash in the middle leaves some old and some new, each of them whole. A path that occurs twice gets the later data.
 * Rejects with `NSI_IO_ATOMIC_MANY` when some could not be written (`details.failed` lists their paths), and with the reason of
 * `signal` when it aborts, some files being old then.
 */
export async function writeAtomicMany(entries: Iterable<AtomicFile>, options: WriteAtomicOptions = {}): Promise<void> {
  const settings = parseAtomicOptions(options);
  const byPath = new Map(Array.from(entries, ({ path, data }) => [resolve(path), bytesOf(data)]));
  await replaceMany(nodeFiles, byPath, settings);
}

/** The work of `writeAtomicMany` on any file system. */
export async function replaceMany(files: FileCalls, byPath: ReadonlyMap<string, Uint8Array>, settings: AtomicSettings): Promise<void> {
  const { durability, signal } = settings;
  const directories = new Map<string, DirectorySync>();
  const renamedIn = new Map<string, string[]>();
  const failures = new Map<string, unknown>();
  const queue = byPath.entries();
  const syncs = durability === 'full' && thisPlatform === 'posix';
  const directoryOf = (path: string): DirectorySync | undefined => {
    const known = directories.get(path);
    if (known || !syncs) return known;
    const opened = acquireDirectorySync(files, path);
    directories.set(path, opened);
    return opened;
  };
  async function work(): Promise<void> {
    for (const [path, bytes] of queue) {
      if (signal?.aborted) return;
      try {
        const run = (): Promise<string> => replaceFileUnsynced(files, path, bytes, settings, directoryOf);
        const directory = await inTurn(path, () => filePermits().run(run, { signal }));
        currentRecorder().count(ioMetrics.writeBytes, bytes.length, { call: 'atomic' });
        const renamed = renamedIn.get(directory) ?? [];
        renamed.push(path);
        renamedIn.set(directory, renamed);
      } catch (error) {
        failures.set(path, error);
      }
    }
  }
  try {
    await Promise.all(Array.from({ length: concurrency }, work));
    // What was renamed is made durable even when other files failed.
    await Promise.all(
      Array.from(renamedIn, async ([directory, paths]) => {
        try {
          await directories.get(directory)?.sync();
        } catch (error) {
          for (const path of paths) failures.set(path, error);
        }
      }),
    );
    signal?.throwIfAborted();
  } finally {
    for (const directory of directories.values()) directory.release();
  }
  if (failures.size === 0) return;
  const [[firstPath, cause] = []] = failures;
  throw ioError('NSI_IO_ATOMIC_MANY', `expected ${byPath.size} files to be written, ${failures.size} were not, \`${firstPath}\` first`, {
    cause,
    details: { failed: [...failures.keys()] },
  });
}
