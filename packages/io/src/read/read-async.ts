import { close, fstat, open, read, type Stats } from 'node:fs';
import type { ReadBounds } from './packed-files.ts';
import type { SystemPath } from './packed-paths.ts';
import { openFlags } from './read-sync.ts';

/** What came of one file: its bytes, or `undefined` for more than the limit. */
type Outcome = (error: NodeJS.ErrnoException | null, bytes?: Uint8Array<ArrayBuffer>) => void;

const growBytes = 65_536;
const mostAtOnce = 2 ** 30;

/**
 * Reads one file on libuv's threads. Asks for one byte more than the size that the file states, so that one read tells the end of a file that
 * keeps still; one that grows, shrinks or states nothing is read until nothing comes.
 * Callbacks, because promises cost as much as the calls themselves: see bench/read-many.bench.ts.
 */
export function readWhole(path: SystemPath, limit: number, done: Outcome): void {
  open(path, openFlags, (openError, file) => {
    if (openError) {
      done(openError);
      return;
    }
    const finish: Outcome = (error, bytes) => close(file, (closeError) => done(error ?? closeError, bytes));
    fstat(file, (statError, stats) => (statError ? finish(statError) : readAll(file, stats, limit, finish)));
  });
}

function readAll(file: number, stats: Stats, limit: number, finish: Outcome): void {
  const stated = stats.isFile() ? stats.size : 0;
  let bytes = new Uint8Array(new ArrayBuffer(Math.min(stated, limit) + 1));
  let length = 0;
  const next = (): void => {
    if (length === bytes.length) {
      if (length > limit) {
        finish(null);
        return;
      }
      const larger = new Uint8Array(new ArrayBuffer(Math.min(limit + 1, Math.max(growBytes, length * 2))));
      larger.set(bytes);
      bytes = larger;
    }
    read(file, bytes, length, Math.min(bytes.length - length, mostAtOnce), null, (error, bytesRead) => {
      if (error) {
        finish(error);
        return;
      }
      length += bytesRead;
      const isEnd = bytesRead === 0 || (length === stated && stated > 0 && bytes.length === stated + 1);
      if (length > limit) finish(null);
      else if (isEnd) finish(null, bytes.subarray(0, length));
      else next();
    });
  };
  next();
}

/** The bytes that may still be read. */
export function limitOf({ maxFileBytes, maxTotalBytes }: ReadBounds, totalBytes: number): number {
  return Math.min(maxFileBytes, maxTotalBytes - totalBytes);
}
