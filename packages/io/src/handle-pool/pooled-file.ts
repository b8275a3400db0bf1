import type { FileHandle } from 'node:fs/promises';
import type { PermittedFile } from '../permits/open-permitted.ts';

/** One open file of a pool, and who uses it. */
export interface PooledFile {
  readonly key: string;
  readonly path: string;
  /** Settles when the file is open. */
  opening: Promise<PermittedFile>;
  handle: FileHandle | undefined;
  /** Callers that hold or wait for it. */
  users: number;
  /** When its path was last seen to lead to it. */
  checkedMs: number;
  dev: number;
  ino: number;
  /** Whether the pool still hands it out. */
  isKept: boolean;
  /** Runs while nobody uses it. */
  idleTimer: Disposable | undefined;
}
