import { describe } from '@nsi/core';
import { ioError } from '../errors.ts';
import { errorOfFailure } from './failure-error.ts';
import type { FileFailure } from './file-failure.ts';
import type { SystemPath } from './packed-paths.ts';

/** One file that was read. */
export interface FileView {
  /** Place in the list of paths. */
  readonly index: number;
  /** As it was given; a `file:` URL as its path, bytes as a `Buffer`. */
  readonly path: SystemPath;
  /** A view: no copy. */
  readonly bytes: Buffer;
}

/**
 * Many files in few pieces of memory. What it gives are views: one that is kept keeps the piece it lies in, up to 8 MiB or the size of the
 * file; copy what must live longer alone.
 */
export interface FileSet extends Iterable<FileView> {
  /** How many paths were given. */
  readonly length: number;
  /** How many of them failed. */
  readonly failed: number;
  /** Bytes of all files together. */
  readonly byteLength: number;
  /** The path at `index`. */
  path(index: number): SystemPath;
  /** The bytes at `index`. Throws the error of a file that failed. */
  bytes(index: number): Buffer;
  /** The text at `index`. Throws the error of a file that failed. Default encoding `utf8`; a byte order mark stays. */
  text(index: number, encoding?: BufferEncoding): string;
  /** Length in bytes at `index`; −1 where the file failed. */
  size(index: number): number;
  /** Why the file at `index` could not be read; `undefined` where it could. */
  error(index: number): Error | undefined;
}

/** What a file set is made of: slabs, or one buffer a file. */
export interface FileSource {
  readonly byteLength: number;
  /** Length in bytes, −1 where the file failed. */
  size(index: number): number;
  bytes(index: number): Buffer;
}

/** A set over `paths`; iterating it leaves failed files out. */
export function createFileSet(paths: readonly SystemPath[], source: FileSource, failures: readonly FileFailure[]): FileSet {
  const failureAt = new Map(failures.map((failure) => [failure.index, failure]));
  const within = (index: number): number => {
    if (Number.isInteger(index) && index >= 0 && index < paths.length) return index;
    throw ioError('NSI_IO_READ_OPTION', `expected \`index\` to be a whole number below ${paths.length}, got ${describe(index)}`);
  };
  const error = (index: number): Error | undefined => {
    const failure = failureAt.get(within(index));
    return failure && errorOfFailure(failure, paths[index] as SystemPath);
  };
  const bytes = (index: number): Buffer => {
    const fault = error(index);
    if (fault) throw fault;
    return source.bytes(index);
  };
  return {
    length: paths.length,
    failed: failures.length,
    byteLength: source.byteLength,
    path: (index) => paths[within(index)] as SystemPath,
    bytes,
    text: (index, encoding = 'utf8') => bytes(index).toString(encoding),
    size: (index) => source.size(within(index)),
    error,
    *[Symbol.iterator]() {
      for (let index = 0; index < paths.length; index++) {
        if (source.size(index) >= 0) yield { index, path: paths[index] as SystemPath, bytes: source.bytes(index) };
      }
    },
  };
}
