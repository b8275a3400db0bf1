import { check } from '@nsi/core';
import { filePermits, type FilePermit } from '../permits/file-permits.ts';
import { reportFailures } from './failure-error.ts';
import { failureOf, isOutOfFilesCode, type FileFailure } from './file-failure.ts';
import { createFileSet, type FileSet, type FileSource } from './file-set.ts';
import { packFilesSync } from './pack-files.ts';
import { packPaths, type SystemPath } from './packed-paths.ts';
import { packedSource, separateSource } from './packed-source.ts';
import { systemPaths, type PathInput } from './path-list.ts';
import { chooseMode } from './choose-mode.ts';
import { limitOf, readWhole } from './read-async.ts';
import { readManyDefaults, readManySchema, type ReadManyOptions, type ReadManySettings } from './read-many-options.ts';
import { overLimit } from './read-sync.ts';
import { runBounded } from './run-bounded.ts';
import { askFileWorker } from './worker-thread.ts';

/** What one way of reading gives. */
interface ReadResult {
  readonly source: FileSource;
  readonly failures: readonly FileFailure[];
}

/**
 * Reads many files whole. With more than a few, one worker makes the calls and hands all bytes over in one transfer: this thread is nearly
 * free meanwhile. Rejects with `NSI_IO_READ_FAILED` when a file fails and there is no `onError`, with `NSI_IO_READ_OPTION` for options it
 * cannot use. A pipe gives what is in it, without waiting.
 * @example
 * const files = await readMany(paths, { maxFileBytes: '16MiB', onError: (error) => missing.push(error) });
 * for (const { path, bytes } of files) index(path, bytes);
 */
export async function readMany(paths: Iterable<PathInput>, options: ReadManyOptions = {}): Promise<FileSet> {
  const settings = check(readManySchema, { ...readManyDefaults, ...options }, { code: 'NSI_IO_READ_OPTION' });
  const list = systemPaths(paths, 'NSI_IO_READ_OPTION');
  settings.signal?.throwIfAborted();
  const { source, failures } = await readBy[chooseMode(settings.mode, list.length)](list, settings);
  reportFailures(failures, list, 'read', settings.onError);
  return createFileSet(list, source, failures);
}

type ReadBy = (paths: readonly SystemPath[], settings: ReadManySettings) => Promise<ReadResult>;

const readBy: Readonly<Record<'sync' | 'async' | 'worker', ReadBy>> = Object.freeze({
  sync: async (paths, { maxFileBytes, maxTotalBytes }) => {
    const packed = packFilesSync(paths, { maxFileBytes, maxTotalBytes });
    return { source: packedSource(packed), failures: packed.failures };
  },
  async: readAsync,
  worker: readInWorker,
});

async function readAsync(paths: readonly SystemPath[], settings: ReadManySettings): Promise<ReadResult> {
  const buffers = Array.from<Uint8Array<ArrayBuffer> | undefined>({ length: paths.length });
  const failures: FileFailure[] = [];
  let totalBytes = 0;
  const readOne = async (index: number): Promise<void> => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    readWhole(paths[index] as SystemPath, limitOf(settings, totalBytes), (error, bytes) => {
      if (error && isOutOfFilesCode(String(error.code))) {
        reject(error);
        return;
      }
      if (error) failures.push(failureOf(index, error));
      else if (!bytes || totalBytes + bytes.length > settings.maxTotalBytes) failures.push(overLimit(index, settings));
      else {
        buffers[index] = bytes;
        totalBytes += bytes.length;
      }
      resolve();
    });
    await promise;
  };
  await runBounded(paths.length, readOne, settings);
  return { source: separateSource(buffers), failures };
}

async function readInWorker(paths: readonly SystemPath[], settings: ReadManySettings): Promise<ReadResult> {
  const { signal, concurrency, maxFileBytes, maxTotalBytes } = settings;
  const permits = filePermits();
  const held: FilePermit[] = [await permits.acquire({ signal })];
  try {
    while (held.length < concurrency) {
      const more = permits.tryAcquire();
      if (!more) break;
      held.push(more);
    }
    const packed = await askFileWorker(
      { kind: 'read', paths: packPaths(paths), maxFileBytes, maxTotalBytes, maxOpen: held.length },
      signal,
    );
    return await withRefused(paths, settings, packed.failures, packedSource(packed));
  } finally {
    for (const permit of held) permit.release();
  }
}

/** Reads those again that the worker could not open for want of a descriptor. */
async function withRefused(
  paths: readonly SystemPath[],
  settings: ReadManySettings,
  failures: readonly FileFailure[],
  source: FileSource,
): Promise<ReadResult> {
  const refused = failures.filter(({ code }) => isOutOfFilesCode(code)).map(({ index }) => index);
  if (refused.length === 0) return { source, failures };
  const again = await readAsync(
    refused.map((index) => paths[index] as SystemPath),
    { ...settings, maxTotalBytes: settings.maxTotalBytes - source.byteLength },
  );
  const placeOf = new Map(refused.map((index, place) => [index, place]));
  return {
    source: {
      byteLength: source.byteLength + again.source.byteLength,
      size: (index) => (placeOf.has(index) ? again.source.size(placeOf.get(index) as number) : source.size(index)),
      bytes: (index) => (placeOf.has(index) ? again.source.bytes(placeOf.get(index) as number) : source.bytes(index)),
    },
    failures: [
      ...failures.filter(({ code }) => !isOutOfFilesCode(code)),
      ...again.failures.map((failure) => ({ ...failure, index: refused[failure.index] as number })),
    ],
  };
}
