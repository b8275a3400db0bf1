import { constants } from 'node:fs';
import { errorOfFailure } from './failure-error.ts';
import type { FileFailure } from './file-failure.ts';
import type { FileKind } from '../walk/file-kind.ts';
import type { SystemPath } from './packed-paths.ts';
import { statFields, type StatField } from './stat-columns.ts';

/** Figures of many paths in columns, in the order the paths were given; NaN where a path failed. */
export interface StatSet extends Readonly<Record<StatField, Float64Array>> {
  /** How many paths were given. */
  readonly length: number;
  /** How many of them failed. */
  readonly failed: number;
  /** Bytes. */
  readonly size: Float64Array;
  /** Permission bits and kind, as in `stat`. */
  readonly mode: Float64Array;
  /** Last change of the content, in milliseconds since 1970. */
  readonly mtimeMs: Float64Array;
  /** Last change of the content or the figures, in milliseconds since 1970. */
  readonly ctimeMs: Float64Array;
  /** Milliseconds since 1970; where the file system does not know it, what it gives instead. */
  readonly birthtimeMs: Float64Array;
  /** Number of the file within its device; above 2^53 not exact. */
  readonly ino: Float64Array;
  readonly dev: Float64Array;
  /** Names the file has. */
  readonly nlink: Float64Array;
  readonly uid: Float64Array;
  readonly gid: Float64Array;
  /** What stands at `index`; `undefined` where the path failed. */
  kind(index: number): FileKind | undefined;
  /** Why the path at `index` failed; `undefined` where it did not. */
  error(index: number): Error | undefined;
}

export function createStatSet(paths: readonly SystemPath[], columns: Float64Array, failures: readonly FileFailure[]): StatSet {
  const count = paths.length;
  const byName = Object.fromEntries(
    statFields.map((name, place) => [name, columns.subarray(place * count, (place + 1) * count)]),
  ) as Record<StatField, Float64Array>;
  const failureAt = new Map(failures.map((failure) => [failure.index, failure]));
  return {
    length: count,
    failed: failures.length,
    ...byName,
    kind: (index) => kindOfMode(byName.mode[index]),
    error(index) {
      const failure = failureAt.get(index);
      return failure && errorOfFailure(failure, paths[index] as SystemPath);
    },
  };
}

function kindOfMode(mode: number | undefined): FileKind | undefined {
  if (mode === undefined || Number.isNaN(mode)) return undefined;
  const format = mode & constants.S_IFMT;
  if (format === constants.S_IFREG) return 'file';
  if (format === constants.S_IFDIR) return 'directory';
  return format === constants.S_IFLNK ? 'symlink' : 'other';
}
