import type { PathLike } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { ioError } from '../errors.ts';
import { filePermits, type FilePermits } from './file-permits.ts';

/** An open file that holds a permit. Disposing it closes the file, then gives the permit back. */
export interface PermittedFile extends AsyncDisposable {
  readonly handle: FileHandle;
  /** The same as disposing it; a second call does nothing. */
  close(): Promise<void>;
}

/** Options of `openPermitted`. */
export interface OpenPermittedOptions {
  /** As in `fs.open`. Default `r`. */
  readonly flags?: string | number;
  /** Permission bits of a file that is made. Default 0o666, less the umask. */
  readonly mode?: number;
  /** Ends the wait for a permit. */
  readonly signal?: AbortSignal | undefined;
  /** Default: the permits of this thread. */
  readonly permits?: FilePermits;
}

const leastWaitMs = 5;
const attempts = 12;

/**
 * Opens a file within the bound of open files. Where others have used all descriptors up, it waits for one, for about 20 s at most, and
 * then rejects with `NSI_IO_OPEN_FILES`; every other error is the system's own.
 */
export async function openPermitted(
  path: PathLike,
  { flags = 'r', mode = 0o666, signal, permits = filePermits() }: OpenPermittedOptions = {},
): Promise<PermittedFile> {
  const permit = await permits.acquire({ signal });
  try {
    const handle = await patiently(() => open(path, flags, mode), { signal, permits });
    let closing: Promise<void> | undefined;
    const close = (): Promise<void> => (closing ??= handle.close().finally(() => permit.release()));
    return { handle, close, [Symbol.asyncDispose]: close };
  } catch (error) {
    permit.release();
    throw error;
  }
}

/** Calls `work` again, after others have closed files or a while has passed, as long as it fails for want of a descriptor. */
export async function patiently<Value>(
  work: () => Promise<Value>,
  { signal, permits }: { readonly signal?: AbortSignal | undefined; readonly permits: FilePermits },
): Promise<Value> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isOutOfFiles(error)) throw error;
      if (attempt === attempts) {
        throw ioError(
          'NSI_IO_OPEN_FILES',
          `expected a free file descriptor within ${attempts + 1} attempts, got ${(error as Error).message}`,
          {
            cause: error,
          },
        );
      }
      await permits.afterRelease(leastWaitMs * 2 ** attempt, { signal });
      signal?.throwIfAborted();
    }
  }
}

/** Whether a system call failed because the process or the system has no descriptor left. */
export function isOutOfFiles(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown };
  return code === 'EMFILE' || code === 'ENFILE';
}
