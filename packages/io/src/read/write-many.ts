import { writeFile } from 'node:fs/promises';
import { check, describe } from '@nsi/core';
import * as v from 'valibot';
import { ioError } from '../errors.ts';
import { filePermits } from '../permits/file-permits.ts';
import { patiently } from '../permits/open-permitted.ts';
import { systemPath, type PathInput } from './path-list.ts';
import { concurrencySchema, functionSchema, signalSchema } from './read-many-options.ts';

/** A file to be written. */
export interface FileToWrite {
  readonly path: PathInput;
  readonly data: string | Uint8Array;
}

/** Options of `writeMany`, each with a default; what it cannot use is `NSI_IO_READ_OPTION`. */
export interface WriteManyOptions {
  /** Files in flight at a time, 1–4096. Default 16. */
  readonly concurrency?: number;
  /** What happens to a file that is there: it is replaced, kept with an `EEXIST`, or added to. Default `replace`. */
  readonly existing?: 'replace' | 'refuse' | 'append';
  /** Permission bits of files that are made. Default 0o666, less the umask. */
  readonly mode?: number;
  /** Ends the call; it then rejects with the signal's reason. Files in flight may be written in part. */
  readonly signal?: AbortSignal | undefined;
  /** Called for each file that fails; the others are written. Left out, the call ends with the first failure, `NSI_IO_READ_FAILED`. */
  readonly onError?: (error: Error, index: number) => void;
}

/** What was written. */
export interface WriteManyResult {
  readonly files: number;
  readonly bytes: number;
  readonly failed: number;
}

interface WriteManySettings {
  readonly concurrency: number;
  readonly existing: 'replace' | 'refuse' | 'append';
  readonly mode: number;
  readonly signal?: AbortSignal | undefined;
  readonly onError?: (error: Error, index: number) => void;
}

const schema: v.GenericSchema<unknown, WriteManySettings> = v.strictObject({
  concurrency: concurrencySchema,
  existing: v.picklist(['replace', 'refuse', 'append']),
  mode: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(0o7777)),
  signal: v.exactOptional(signalSchema),
  onError: v.exactOptional(functionSchema<(error: Error, index: number) => void>()),
});

const defaults = Object.freeze({ concurrency: 16, existing: 'replace', mode: 0o666 } as const);
const flags = Object.freeze({ replace: 'w', refuse: 'wx', append: 'a' } as const);

/**
 * Writes many files, a bounded number at a time; `files` may be generated as they are written. Not atomic and not durable: `writeAtomicMany` is. Rejects with
 * `NSI_IO_READ_FAILED` for a file that fails when there is no `onError`.
 * @example
 * await writeMany(tiles.map(({ name, bytes }) => ({ path: `out/${name}.png`, data: bytes })));
 */
export async function writeMany(
  files: Iterable<FileToWrite> | AsyncIterable<FileToWrite>,
  options: WriteManyOptions = {},
): Promise<WriteManyResult> {
  const settings = check(schema, { ...defaults, ...options }, { code: 'NSI_IO_READ_OPTION' });
  const { signal, concurrency, mode, existing, onError } = settings;
  const permits = filePermits();
  const source = iteratorOf(files);
  let taken = 0;
  let written = 0;
  let bytes = 0;
  let failed = 0;
  let isOver = false;
  // One at a time asks the source, so that a generator is never asked twice at once.
  let turn: Promise<unknown> = Promise.resolve();
  const take = async (): Promise<{ readonly file: FileToWrite; readonly index: number } | undefined> => {
    const before = turn;
    const { promise, resolve } = Promise.withResolvers<void>();
    turn = promise;
    await before;
    try {
      if (isOver) return undefined;
      const next = await source.next();
      if (next.done === true) isOver = true;
      return next.done === true ? undefined : { file: next.value, index: taken++ };
    } finally {
      resolve();
    }
  };

  const writeOne = async ({ path, data }: FileToWrite): Promise<void> => {
    const target = systemPath(path, 'NSI_IO_READ_OPTION');
    if (typeof data !== 'string' && !(data instanceof Uint8Array)) {
      throw ioError('NSI_IO_READ_OPTION', `expected \`data\` to be text or bytes, got ${describe(data)}`);
    }
    const write = (): Promise<void> => writeFile(target, data, { mode, flag: flags[existing], ...(signal ? { signal } : {}) });
    await permits.run(() => patiently(write, { signal, permits }), { signal });
    written += 1;
    bytes += Buffer.byteLength(data);
  };

  const lane = async (): Promise<void> => {
    for (let next = await take(); next; next = await take()) {
      signal?.throwIfAborted();
      try {
        await writeOne(next.file);
      } catch (cause) {
        signal?.throwIfAborted();
        failed += 1;
        if (!onError) throw ioError('NSI_IO_READ_FAILED', `expected to write every file, got: ${(cause as Error).message}`, { cause });
        onError(cause as Error, next.index);
      }
    }
  };
  const guarded = async (): Promise<void> => {
    try {
      await lane();
    } finally {
      isOver = true;
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: concurrency }, guarded));
  await source.return?.();
  for (const result of lanes) if (result.status === 'rejected') throw result.reason;
  return { files: written, bytes, failed };
}

function iteratorOf(files: Iterable<FileToWrite> | AsyncIterable<FileToWrite>): AsyncIterator<FileToWrite> | Iterator<FileToWrite> {
  const { [Symbol.asyncIterator]: asynchronous, [Symbol.iterator]: synchronous } = Object(files) as Partial<
    AsyncIterable<FileToWrite> & Iterable<FileToWrite>
  >;
  if (asynchronous) return asynchronous.call(files);
  if (synchronous) return synchronous.call(files);
  throw ioError('NSI_IO_READ_OPTION', `expected \`files\` to be an iterable of paths with data, got ${describe(files)}`);
}
