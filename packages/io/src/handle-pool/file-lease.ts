import type { FileHandle } from 'node:fs/promises';

/**
 * The right to use an open file until it is released. Others may use the same descriptor at the same time, so read and write at positions
 * only, and do not close it. A second release does nothing.
 */
export interface FileLease extends Disposable {
  readonly path: string;
  /** The open file. */
  readonly handle: FileHandle;
  /** Gives the file back to the pool, which closes it when nobody has asked for it for `idleMs`. */
  release(): void;
}
