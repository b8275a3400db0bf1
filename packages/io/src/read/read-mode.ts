/** Where many small file calls are made: a worker, libuv's threads, this thread, or what suits their number. */
export const readModes = ['auto', 'worker', 'async', 'sync'] as const;

/**
 * `worker`: one worker thread, synchronous calls in batches, one packed transfer back. `async`: libuv's threads, bounded.
 * `sync`: this thread, which waits. `auto`: `worker` for many files, `async` for few.
 */
export type ReadMode = (typeof readModes)[number];
