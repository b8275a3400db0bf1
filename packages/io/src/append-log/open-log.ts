import { constants } from 'node:fs';
import { ioError } from '../errors.ts';
import { systemCode, type FileCalls } from '../write/file-calls.ts';
import { replaceFile } from '../write/replace-file.ts';
import { fileHeaderBytes, makeFileHeader, readFileHeader } from './log-format.ts';
import type { RecoverSettings } from './log-options.ts';
import { readFully, scanLog, type LogEnd } from './scan-log.ts';

/** An open log that ends behind its last whole group. */
export interface OpenedLog {
  readonly file: number;
  readonly salt: number;
  readonly end: LogEnd;
}

/** Opens a log for appending; makes it, whole or not at all, when there is none. The caller holds the lock. */
export async function openLog(
  files: FileCalls,
  path: string,
  { mode, ...settings }: RecoverSettings & { readonly mode: number | undefined },
): Promise<OpenedLog> {
  if (await isAbsent(files, path)) {
    const salt = Math.floor(Math.random() * 2 ** 32);
    await replaceFile(files, path, makeFileHeader(salt), { durability: 'full', mode, retries: 10, signal: settings.signal });
  }
  return openExisting(files, path, settings);
}

/** Opens a log and cuts a torn tail off, durably. */
export async function openExisting(files: FileCalls, path: string, { onCorrupt, signal }: RecoverSettings): Promise<OpenedLog> {
  const file = await files.open(path, constants.O_RDWR, 0);
  try {
    const { size } = await files.fstat(file);
    const salt = await readSalt(files, file, path);
    const end = await endOf(scanLog(files, file, { salt, offset: fileHeaderBytes, sequence: 0, size, signal }));
    if (end.isCorrupt && onCorrupt === 'throw') throw corrupt(path, end);
    if (end.tailBytes > 0) {
      await files.ftruncate(file, end.offset);
      await files.fsync(file);
    }
    return { file, salt, end };
  } catch (error) {
    files.closeSync(file);
    throw error;
  }
}

export async function readSalt(files: FileCalls, file: number, path: string): Promise<number> {
  const header = readFileHeader(await readFully(files, file, 0, fileHeaderBytes));
  if (typeof header === 'object') return header.salt;
  const got = {
    foreign: 'other bytes',
    damaged: 'a damaged header',
    newer: 'one that a newer version wrote',
  }[header];
  throw ioError('NSI_IO_LOG_FORMAT', `expected an append log at \`${path}\`, got ${got}`);
}

export function corrupt(path: string, { offset, tailBytes }: LogEnd): Error {
  return ioError(
    'NSI_IO_LOG_CORRUPT',
    `expected a whole group of records at byte ${offset} of \`${path}\`, got damage in front of later groups; ${tailBytes} bytes follow`,
    { details: { offset, tailBytes } },
  );
}

async function endOf(scan: AsyncGenerator<unknown, LogEnd, void>): Promise<LogEnd> {
  for (;;) {
    const { done, value } = await scan.next();
    if (done) return value;
  }
}

/** An empty file counts as none: it holds nothing that could be lost. */
async function isAbsent(files: FileCalls, path: string): Promise<boolean> {
  try {
    const facts = await files.lstat(path);
    return facts.isFile() && facts.size === 0;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return true;
    throw error;
  }
}
