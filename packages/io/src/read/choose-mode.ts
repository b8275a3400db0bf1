import type { ReadMode } from './read-mode.ts';
import { isFileWorkerRunning } from './worker-thread.ts';

/** Starting the worker takes about 30 ms of CPU time, what reading this many files asynchronously does. */
const filesWorthStarting = 512;
/** A message there and back costs as much as this many files. */
const filesWorthAsking = 16;

/** The way that suits `count` files. */
export function chooseMode(mode: ReadMode, count: number): Exclude<ReadMode, 'auto'> {
  if (mode !== 'auto') return mode;
  return count >= (isFileWorkerRunning() ? filesWorthAsking : filesWorthStarting) ? 'worker' : 'async';
}
