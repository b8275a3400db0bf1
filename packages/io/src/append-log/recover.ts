import { filePermits } from '../permits/file-permits.ts';
import { nodeFiles } from '../write/file-calls.ts';
import { acquireLock } from './lock-file.ts';
import { parseRecoverOptions, type RecoverOptions } from './log-options.ts';
import { openExisting } from './open-log.ts';
import { realPathOf } from './real-path.ts';

/** What `recover` found. */
export interface Recovery {
  readonly recordCount: number;
  /** Bytes of the file as it is now. */
  readonly bytes: number;
  /** Bytes that were cut off: of records that nobody was told are durable, unless `onCorrupt` is `truncate`. */
  readonly truncatedBytes: number;
  /** Number of the last group. */
  readonly sequence: number;
}

/**
 * Checks an append log and cuts off the torn tail that a crash left: a group of records that never became durable. `createAppendLog` does
 * the same when it opens a log. Rejects with `NSI_IO_LOG_CORRUPT` when the damage lies in front of records that can only have been written
 * after the damaged ones were durable, with `NSI_IO_LOG_LOCKED` while a writer has the log, and with `NSI_IO_LOG_FORMAT` for another file.
 */
export async function recover(path: string, options: RecoverOptions = {}): Promise<Recovery> {
  const settings = parseRecoverOptions(options);
  const target = await realPathOf(path);
  const lock = await acquireLock(nodeFiles, `${target}.lock`);
  try {
    const { file, end } = await filePermits().run(() => openExisting(nodeFiles, target, settings), { signal: settings.signal });
    nodeFiles.closeSync(file);
    return { recordCount: end.recordCount, bytes: end.offset, truncatedBytes: end.tailBytes, sequence: end.sequence };
  } finally {
    await lock.release();
  }
}
