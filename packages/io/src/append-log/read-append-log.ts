import { constants } from 'node:fs';
import { check } from '@nsi/core';
import * as v from 'valibot';
import { signalSchema } from '../write/atomic-options.ts';
import { nodeFiles, type FileCalls } from '../write/file-calls.ts';
import { fileHeaderBytes } from './log-format.ts';
import { corrupt, readSalt } from './open-log.ts';
import { scanLog, type LogRecord } from './scan-log.ts';

/** Options of `readAppendLog`. */
export interface ReadAppendLogOptions {
  readonly signal?: AbortSignal;
}

/**
 * The records of an append log in the order they were appended, up to what was written when the reading began; a group that is not whole
 * ends it. Needs no lock: a writer may go on. Throws `NSI_IO_LOG_CORRUPT` at damage in front of later records, `NSI_IO_LOG_FORMAT` for
 * another file, and the reason of `signal`.
 */
export async function* readAppendLog(path: string, options: ReadAppendLogOptions = {}): AsyncGenerator<LogRecord, void, void> {
  const { signal } = check(v.strictObject({ signal: v.optional(signalSchema) }), options, {
    code: 'NSI_IO_LOG_OPTION',
    path: 'readAppendLog',
  });
  yield* readRecords(nodeFiles, path, signal);
}

/** As `readAppendLog`, on any file system. */
export async function* readRecords(files: FileCalls, path: string, signal?: AbortSignal): AsyncGenerator<LogRecord, void, void> {
  const file = await files.open(path, constants.O_RDONLY, 0);
  try {
    const { size } = await files.fstat(file);
    const salt = await readSalt(files, file, path);
    const scan = scanLog(files, file, { salt, offset: fileHeaderBytes, sequence: 0, size, signal });
    for (;;) {
      const { done, value } = await scan.next();
      if (!done) yield* value;
      else if (value.isCorrupt) throw corrupt(path, value);
      else return;
    }
  } finally {
    files.closeSync(file);
  }
}
