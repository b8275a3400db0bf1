import { statSync, type Stats } from 'node:fs';

/** What tells one state of a file from another without reading it. */
export interface FileStamp {
  readonly dev: number;
  readonly ino: number;
  readonly size: number;
  readonly mtimeMs: number;
  /** Cannot be set by a program, so that a restored `mtime` hides nothing. */
  readonly ctimeMs: number;
  /** Whether a later write must give another stamp. */
  readonly isSettled: boolean;
}

/**
 * Kernels stamp files with the time of their last tick, at most 10 ms old: two writes within one tick look alike. A file that was changed
 * less than this before its stamp was taken may change again unseen, so such a stamp proves nothing (git's "racy" index entries).
 */
export const settleMs = 20;

/** The stamp of a file as `stats` show it at wall-clock time `nowMs`. */
export function stampOf({ dev, ino, size, mtimeMs, ctimeMs }: Stats, nowMs: number = Date.now()): FileStamp {
  return { dev, ino, size, mtimeMs, ctimeMs, isSettled: nowMs - ctimeMs >= settleMs };
}

/** Whether the file is the same one and its times and size are the same. */
export function looksAlike(one: FileStamp, other: FileStamp): boolean {
  return (
    one.ctimeMs === other.ctimeMs &&
    one.size === other.size &&
    one.ino === other.ino &&
    one.mtimeMs === other.mtimeMs &&
    one.dev === other.dev
  );
}

/** Whether what was read under `before` is what the file holds under `now`. */
export function isUnchanged(before: FileStamp, now: FileStamp): boolean {
  return before.isSettled && looksAlike(before, now);
}

/** What stands at a path; `undefined` when it cannot be looked at, for whatever reason: opening it then says why. */
export function statsAt(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
