import { readFileSync } from 'node:fs';
import type { FileCalls } from './file-calls.ts';
import { pauseThread } from './write-all.ts';

const maxWaitMs = 2000;

/**
 * How far a file has got by writes without a position, as a number that grows with each. Linux tells it for this one descriptor, whoever
 * else appends; elsewhere the size has to do.
 */
export function ownProgress(files: FileCalls, file: number): number {
  if (process.platform === 'linux') {
    try {
      return Number(/^pos:\s*(\d+)/m.exec(readFileSync(`/proc/self/fdinfo/${file}`, 'latin1'))?.[1]);
    } catch {
      // No /proc here.
    }
  }
  return files.fstatSync(file).size;
}

/**
 * Blocks until a write that another thread of this process has begun is through, so that what follows is written behind it. Node.js lets
 * such writes finish even while the process exits. How many bytes it wrote; 0 when it failed, or took too long to be waited for.
 */
export function awaitOwnWrite(files: FileCalls, file: number, before: number): number {
  for (let waitedMs = 0; waitedMs < maxWaitMs && ownProgress(files, file) <= before; waitedMs++) pauseThread(1);
  return Math.max(0, ownProgress(files, file) - before);
}
