import type { FileCalls } from '../write/file-calls.ts';
import { groupHeaderBytes, groupMagicBytes, hasWholePayload, readGroupHeader, recordHeaderBytes } from './log-format.ts';

/** One record of an append log. */
export interface LogRecord {
  readonly bytes: Uint8Array;
  /** Byte of the file at which it begins. */
  readonly offset: number;
  /** Number of the group it became durable with, from 1. */
  readonly sequence: number;
}

/** Where the whole groups of a log end, and what comes behind. */
export interface LogEnd {
  readonly offset: number;
  readonly sequence: number;
  readonly recordCount: number;
  /** Bytes behind the last whole group: of one that never became durable, or damage. */
  readonly tailBytes: number;
  /** Whether a later group stands in the tail, so that what is in front of it was durable once. */
  readonly isCorrupt: boolean;
}

const windowBytes = 256 * 1024;

export interface ScanLogOptions {
  readonly salt: number;
  /** Where to begin; groups are numbered on from `sequence`. */
  readonly offset: number;
  readonly sequence: number;
  /** End of what is looked at. */
  readonly size: number;
  readonly signal: AbortSignal | undefined;
}

/** Yields the records of each whole group, in order, and returns where they end. Records are views of memory that is not used again. */
export async function* scanLog(
  files: FileCalls,
  file: number,
  { salt, offset: from, sequence: before, size, signal }: ScanLogOptions,
): AsyncGenerator<readonly LogRecord[], LogEnd, void> {
  let window: Buffer = Buffer.alloc(0);
  let windowStart = from;
  let offset = from;
  let sequence = before;
  let recordCount = 0;

  /** The bytes at `offset`, read if need be; fewer at the end of the file. */
  async function bytesAt(length: number): Promise<Buffer> {
    const inWindow = offset - windowStart;
    if (window.length - inWindow < length) {
      window = await readFully(files, file, offset, Math.min(Math.max(length, windowBytes), size - offset));
      windowStart = offset;
    }
    return window.subarray(offset - windowStart, offset - windowStart + length);
  }

  for (;;) {
    signal?.throwIfAborted();
    const header = readGroupHeader(await bytesAt(groupHeaderBytes), 0, salt);
    if (header === undefined || header.sequence !== sequence + 1) break;
    const length = groupHeaderBytes + header.payloadBytes;
    if (length > size - offset) break;
    const group = await bytesAt(length);
    if (group.length < length || !hasWholePayload(group.subarray(groupHeaderBytes), header)) break;
    const records = splitRecords(group, offset, header.sequence);
    offset += length;
    sequence = header.sequence;
    recordCount += records.length;
    yield records;
  }
  const isCorrupt = await holdsLaterGroup(files, file, { salt, offset, sequence, size, signal });
  return { offset, sequence, recordCount, tailBytes: size - offset, isCorrupt };
}

function splitRecords(group: Buffer, groupOffset: number, sequence: number): readonly LogRecord[] {
  const records: LogRecord[] = [];
  for (let start = groupHeaderBytes; start < group.length;) {
    const length = group.readUInt32LE(start);
    const end = start + recordHeaderBytes + length;
    records.push({ bytes: group.subarray(start + recordHeaderBytes, end), offset: groupOffset + start, sequence });
    start = end;
  }
  return records;
}

/** Whether a group stands behind `offset` that can only have been written after the one missing there had become durable. */
async function holdsLaterGroup(files: FileCalls, file: number, { salt, offset, sequence, size, signal }: ScanLogOptions): Promise<boolean> {
  for (let start = offset; start < size;) {
    signal?.throwIfAborted();
    const window = await readFully(files, file, start, Math.min(windowBytes, size - start));
    for (let at = window.indexOf(groupMagicBytes); at >= 0; at = window.indexOf(groupMagicBytes, at + 1)) {
      const header = readGroupHeader(window, at, salt);
      if (header !== undefined && header.sequence > sequence + 1) return true;
    }
    if (window.length < windowBytes) return false;
    // A header may lie across the end of the window.
    start += windowBytes - groupHeaderBytes;
  }
  return false;
}

export async function readFully(files: FileCalls, file: number, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafeSlow(Math.max(0, length));
  let filled = 0;
  while (filled < bytes.length) {
    const count = await files.read(file, bytes.subarray(filled), position + filled);
    if (count === 0) break;
    filled += count;
  }
  return bytes.subarray(0, filled);
}
