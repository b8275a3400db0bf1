import { setTimeout as wait } from 'node:timers/promises';
import { systemCode, type FileCalls } from './file-calls.ts';

/** A full pipe is asked again after this, doubled up to `maxPauseMs`. */
const firstPauseMs = 1;
const maxPauseMs = 64;
/** Node.js takes less than 2 GiB a call; less still lets an abort through in between. */
const maxCallBytes = 64 * 2 ** 20;

export interface WriteAllOptions {
  /** Where the first byte goes; `null` for the file's own position (pipes, appending). */
  readonly position: number | null;
  /** Told after each call how many bytes of `bytes` are in the file. */
  readonly onWritten?: (written: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Writes all of `bytes`, however few the system takes at a time, and waits while a pipe is full (`EAGAIN`). */
export async function writeAll(
  files: FileCalls,
  file: number,
  bytes: Uint8Array,
  { position, onWritten, signal }: WriteAllOptions,
): Promise<void> {
  let pauseMs = firstPauseMs;
  for (let written = 0; written < bytes.length;) {
    signal?.throwIfAborted();
    try {
      written += await files.write(file, restOf(bytes, written), position === null ? null : position + written);
      pauseMs = firstPauseMs;
      onWritten?.(written);
    } catch (error) {
      if (systemCode(error) !== 'EAGAIN') throw error;
      await wait(pauseMs, undefined, signal ? { signal } : {});
      pauseMs = Math.min(pauseMs * 2, maxPauseMs);
    }
  }
}

export interface WriteInTurnsOptions {
  /** What is still to be written; asked before each call, since somebody else may have written meanwhile. */
  readonly rest: () => Uint8Array;
  /** Told at once how many bytes a call has written. */
  readonly onWritten: (count: number) => void;
  readonly signal: AbortSignal | undefined;
}

/**
 * As `writeAll`, for pipes: each call is made from this thread, so that what the pipe has taken is known at any moment, and waiting while
 * it is full is left to a timer.
 */
export async function writeInTurns(files: FileCalls, file: number, { rest, onWritten, signal }: WriteInTurnsOptions): Promise<void> {
  let pauseMs = firstPauseMs;
  for (let bytes = rest(); bytes.length > 0; bytes = rest()) {
    signal?.throwIfAborted();
    try {
      onWritten(files.writeSync(file, bytes, null));
      pauseMs = firstPauseMs;
    } catch (error) {
      if (systemCode(error) !== 'EAGAIN') throw error;
      await wait(pauseMs, undefined, signal ? { signal } : {});
      pauseMs = Math.min(pauseMs * 2, maxPauseMs);
    }
  }
}

/** As `writeAll`, blocking. A pipe that stays full for `maxStallMs` without taking a byte ends in its `EAGAIN`. */
export function writeAllSync(
  files: FileCalls,
  file: number,
  bytes: Uint8Array,
  { position, onWritten, maxStallMs = 10_000 }: Omit<WriteAllOptions, 'signal'> & { readonly maxStallMs?: number },
): void {
  let pauseMs = firstPauseMs;
  let stalledMs = 0;
  for (let written = 0; written < bytes.length;) {
    try {
      written += files.writeSync(file, restOf(bytes, written), position === null ? null : position + written);
      [pauseMs, stalledMs] = [firstPauseMs, 0];
      onWritten?.(written);
    } catch (error) {
      if (systemCode(error) !== 'EAGAIN' || stalledMs >= maxStallMs) throw error;
      pauseThread(pauseMs);
      stalledMs += pauseMs;
      pauseMs = Math.min(pauseMs * 2, maxPauseMs);
    }
  }
}

/** Blocks this thread. */
export function pauseThread(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

function restOf(bytes: Uint8Array, written: number): Uint8Array {
  return written === 0 && bytes.length <= maxCallBytes ? bytes : bytes.subarray(written, written + maxCallBytes);
}
