import { lstatSync, statSync, type Stats } from 'node:fs';
import { failureOf, type FileFailure } from './file-failure.ts';
import type { SystemPath } from './packed-paths.ts';
import type { StatReply } from './worker-call.ts';

/** Numbers a file, each a column. */
export const statFields = ['size', 'mode', 'mtimeMs', 'ctimeMs', 'birthtimeMs', 'ino', 'dev', 'nlink', 'uid', 'gid'] as const;

/** Name of a column of `statMany`. */
export type StatField = (typeof statFields)[number];

/** Writes one file's figures into the columns, `count` apart. Hot: see bench/walk.bench.ts. */
export function setStats(columns: Float64Array, count: number, index: number, stats: Stats): void {
  columns[index] = stats.size;
  columns[count + index] = stats.mode;
  columns[2 * count + index] = stats.mtimeMs;
  columns[3 * count + index] = stats.ctimeMs;
  columns[4 * count + index] = stats.birthtimeMs;
  columns[5 * count + index] = stats.ino;
  columns[6 * count + index] = stats.dev;
  columns[7 * count + index] = stats.nlink;
  columns[8 * count + index] = stats.uid;
  columns[9 * count + index] = stats.gid;
}

// A thrown error costs ten times the call.
const missingIsUndefined = { throwIfNoEntry: false } as const;

function missing(index: number, syscall: string): FileFailure {
  return { index, code: 'ENOENT', errno: -2, syscall, message: `ENOENT: no such file or directory, ${syscall}` };
}

/** Looks at every path on this thread; the columns of one that failed hold NaN. */
export function statSyncMany(paths: readonly SystemPath[], followLinks: boolean, isCancelled: () => boolean): StatReply {
  const columns = new Float64Array(new ArrayBuffer(paths.length * statFields.length * 8)).fill(Number.NaN);
  const failures: FileFailure[] = [];
  const call = followLinks ? statSync : lstatSync;
  for (let index = 0; index < paths.length; index++) {
    if (index % 256 === 0 && isCancelled()) break;
    try {
      const stats = call(paths[index] as SystemPath, missingIsUndefined);
      if (stats) setStats(columns, paths.length, index, stats);
      else failures.push(missing(index, followLinks ? 'stat' : 'lstat'));
    } catch (error) {
      failures.push(failureOf(index, error));
    }
  }
  return { columns, failures };
}
