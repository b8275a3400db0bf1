import { once } from 'node:events';
import { access, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Writable } from 'node:stream';
import { cpuError } from '../errors.ts';
import { beginJournal, resumeJournal, type RunIdentity } from './run-journal.ts';
import { createLineSet, type LineSet } from './line-set.ts';

/** Where the results of a run go, and what is there already. */
export interface RunOutput extends AsyncDisposable {
  readonly done: LineSet;
  /** Lines that failed in earlier runs. */
  readonly failed: number;
  /** Whether nobody reads any more. */
  readonly isClosed: boolean;
  /** Writes the results of `lines`, so that an interrupt later does not lose them. */
  write(text: string, lines: readonly number[], failed: number): Promise<void>;
  /** All is written. */
  finish(): Promise<void>;
}

/** How an output is opened. */
export interface RunOutputOptions {
  readonly isResumed: boolean;
  readonly mayReplace: boolean;
}

/** Results into a stream: what is written cannot be continued. */
export function openStreamOutput(stream: Writable): RunOutput {
  let isClosed = false;
  const onError = (): void => void (isClosed = true);
  stream.on('error', onError);
  return {
    done: createLineSet(),
    failed: 0,
    get isClosed() {
      return isClosed;
    },
    async write(text) {
      if (!isClosed && !stream.write(text)) await Promise.race([once(stream, 'drain'), once(stream, 'close')]).catch(onError);
    },
    async finish() {},
    async [Symbol.asyncDispose]() {
      stream.off('error', onError);
    },
  };
}

/**
 * Results into a file, with a journal beside it: first the results are written, then the journal says so, and what is not in the journal is
 * cut off when the run is continued. Throws `NSI_CPU_RUN_RESUME`, and `NSI_CPU_RUN_INPUT` when the file is there.
 */
export async function openFileOutput(path: string, identity: RunIdentity, { isResumed, mayReplace }: RunOutputOptions): Promise<RunOutput> {
  const isThere = await exists(path);
  const resumed = isResumed ? await resumeJournal(path, identity) : undefined;
  if (isThere && !resumed && !mayReplace) {
    if (isResumed)
      throw cpuError('NSI_CPU_RUN_RESUME', `expected a journal beside ${path}, found none: its run is complete, or was another`);
    throw cpuError('NSI_CPU_RUN_INPUT', `expected ${path} not to be there`, {
      hint: 'Pass --resume to continue its run, or --force to replace it.',
    });
  }
  await mkdir(dirname(path), { recursive: true });
  const journal = resumed ?? (await beginJournal(path, identity));
  const file = await open(path, resumed && isThere ? 'r+' : 'w');
  let position = journal.outputBytes;
  const { size } = await file.stat();
  if (size < position)
    throw cpuError('NSI_CPU_RUN_RESUME', `expected ${path} to hold the ${position} bytes that its journal names, got ${size}`);
  await file.truncate(position);
  return {
    done: journal.done,
    failed: journal.failed,
    isClosed: false,
    async write(text, lines, failed) {
      const bytes = Buffer.from(text);
      for (let written = 0; written < bytes.length;) {
        const { bytesWritten } = await file.write(bytes, written, bytes.length - written, position);
        written += bytesWritten;
        position += bytesWritten;
      }
      await journal.note(lines, position, failed);
    },
    async finish() {
      await file.datasync();
      await journal.finish();
    },
    async [Symbol.asyncDispose]() {
      await file.close();
      await journal[Symbol.asyncDispose]();
    },
  };
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
