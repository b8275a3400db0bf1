import { filePermits } from '../permits/file-permits.ts';
import { nodeFiles, type FileCalls } from '../write/file-calls.ts';
import type { LogCommit } from './group.ts';
import { acquireLock } from './lock-file.ts';
import { parseLogOptions, type AppendLogOptions, type LogSettings } from './log-options.ts';
import { LogWriter } from './log-writer.ts';
import { openLog } from './open-log.ts';
import { realPathOf } from './real-path.ts';

/** A file that records are added to, each of them durable once its promise has resolved. */
export interface AppendLog extends AsyncDisposable {
  /**
   * Adds text (as UTF-8) or bytes, which are copied. Resolves when the record survives a loss of power; records that are appended
   * meanwhile become durable together, by one sync. Rejects with `NSI_IO_LOG_FAILED` when they could not: a full disk leaves the log usable,
   * any other failure does not; then open it again. Rejects with `NSI_IO_LOG_OPTION` for a record beyond `maxRecordBytes` and when
   * `maxBufferedBytes` wait.
   */
  append(record: string | Uint8Array): Promise<LogCommit>;
  /** Resolves when everything appended so far is durable. */
  flush(): Promise<void>;
  /** Makes durable what waits, closes the file and gives the lock back. */
  close(): Promise<void>;
  /** Bytes of the file that are durable. */
  readonly bytes: number;
  /** Records that are durable. */
  readonly recordCount: number;
  /** Bytes of records that wait. */
  readonly bufferedBytes: number;
}

/**
 * Opens a log for appending, recovers it as `recover` does, and makes it when there is none. One writer has it at a time, by a lock file
 * beside it; `readAppendLog` reads it meanwhile. Rejects with `NSI_IO_LOG_LOCKED`, `NSI_IO_LOG_FORMAT`, `NSI_IO_LOG_CORRUPT` or the system's error.
 *
 * @example
 * ```ts run
 * import { rm } from 'node:fs/promises';
 * import { createAppendLog, readAppendLog } from '@nsi/io';
 *
 * {
 *   await using log = await createAppendLog('orders.log');
 *   await Promise.all([log.append('{"order":1}'), log.append('{"order":2}')]);
 * }
 * for await (const { bytes } of readAppendLog('orders.log')) console.log(Buffer.from(bytes).toString());
 * await rm('orders.log');
 * ```
 */
export async function createAppendLog(path: string, options: AppendLogOptions = {}): Promise<AppendLog> {
  const settings = parseLogOptions(options);
  settings.signal?.throwIfAborted();
  return openWriter(nodeFiles, await realPathOf(path), settings);
}

/** As `createAppendLog`, on any file system. */
export async function openWriter(files: FileCalls, path: string, settings: LogSettings): Promise<AppendLog> {
  const { signal } = settings;
  const lock = await acquireLock(files, `${path}.lock`);
  try {
    const opened = await filePermits().run(() => openLog(files, path, settings), { signal });
    return new LogWriter(files, opened, settings, lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}
