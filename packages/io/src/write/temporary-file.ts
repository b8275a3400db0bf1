import { constants, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { systemCode, type FileCalls } from './file-calls.ts';

export interface TemporaryFile {
  readonly path: string;
  readonly file: number;
}

const maxAttempts = 100;
const { O_CREAT, O_EXCL, O_WRONLY } = constants;

/** Paths that a process ending now would leave behind. */
const unfinished = new Set<string>();
let count = 0;

/**
 * Creates a file of a name of its own in `directory`, which no link and no other file can stand in for. A process that exits removes it;
 * one that is killed leaves `.nsi-<process>-….tmp`.
 */
export async function openTemporary(files: FileCalls, directory: string, mode: number): Promise<TemporaryFile> {
  for (let attempt = 1; ; attempt++) {
    const path = join(directory, temporaryName());
    track(path);
    try {
      return { path, file: await files.open(path, O_CREAT | O_EXCL | O_WRONLY, mode) };
    } catch (error) {
      forget(path);
      if (systemCode(error) !== 'EEXIST' || attempt === maxAttempts) throw error;
    }
  }
}

/** The file has got its final name, or was removed. */
export function forget(path: string): void {
  unfinished.delete(path);
  if (unfinished.size === 0) process.off('exit', removeUnfinished);
}

function temporaryName(): string {
  count += 1;
  const unique = `${process.pid.toString(36)}-${threadId.toString(36)}-${count.toString(36)}-${Math.floor(Math.random() * 2 ** 32).toString(36)}`;
  return `.nsi-${unique}.tmp`;
}

function track(path: string): void {
  if (unfinished.size === 0) process.on('exit', removeUnfinished);
  unfinished.add(path);
}

function removeUnfinished(): void {
  for (const path of unfinished) {
    try {
      unlinkSync(path);
    } catch {
      // Not created yet, or renamed already.
    }
  }
}
