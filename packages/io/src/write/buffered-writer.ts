import { filePermits } from '../permits/file-permits.ts';
import { parseWriterOptions, type BufferedWriterOptions } from './buffered-writer-options.ts';
import { nodeFiles } from './file-calls.ts';
import { openForWriting } from './open-for-writing.ts';
import { SlabWriter } from './slab-writer.ts';

/** A file that is written in large pieces, however small those are that it is given. */
export interface BufferedWriter extends AsyncDisposable {
  /**
   * Takes text (as UTF-8) or bytes, which are copied. Returns `true`, or a promise of room when `maxBufferedBytes` wait: await it before
   * the next write. A caller that does not is made to wait, blocking, from twice `maxBufferedBytes` on. A chunk of at most `slabBytes`
   * reaches the system in one write. Throws `NSI_IO_WRITE_FAILED` when an earlier write failed, and `NSI_IO_WRITE_CLOSED` after closing.
   */
  write(chunk: string | Uint8Array): true | Promise<void>;
  /**
   * Resolves when everything written so far has reached the system, and the device unless `sync` is `never`. After a failed write it tries
   * again from the byte where that stopped. Rejects with `NSI_IO_WRITE_FAILED`.
   */
  flush(): Promise<void>;
  /** As `flush`, blocking. */
  flushSync(): void;
  /** Flushes and closes. A descriptor that was handed in stays open. */
  close(): Promise<void>;
  /** Bytes that have reached the system. */
  readonly writtenBytes: number;
  /** Bytes that wait. */
  readonly bufferedBytes: number;
}

/**
 * Opens a file, pipe or terminal for many small writes. A slab is filled while another is written; what is buffered when the process
 * exits is written then, by `process.exit` and after an uncaught error too, but not when a signal kills it. A pipe that is full is
 * waited for. Takes a descriptor in place of a path, which is then left open. Rejects with the system's error when the file cannot be opened.
 *
 * @example
 * ```ts run
 * import { rm } from 'node:fs/promises';
 * import { createBufferedWriter } from '@nsi/io';
 *
 * await using writer = await createBufferedWriter('numbers.txt');
 * for (let number = 0; number < 100_000; number++) {
 *   const room = writer.write(`${number}\n`);
 *   if (room !== true) await room;
 * }
 * await writer.flush();
 * await rm('numbers.txt');
 * ```
 */
export async function createBufferedWriter(path: string | number, options: BufferedWriterOptions = {}): Promise<BufferedWriter> {
  const settings = parseWriterOptions(options);
  const { signal } = settings;
  signal?.throwIfAborted();
  const opened = await filePermits().run(() => openForWriting(nodeFiles, path, settings), { signal });
  return new SlabWriter(nodeFiles, opened, settings);
}
