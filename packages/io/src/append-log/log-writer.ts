import { currentRecorder, type Recorder } from '@nsi/core';
import { ioError } from '../errors.ts';
import { ioMetrics } from '../metrics.ts';
import { flushAtExit, forgetAtExit, type ExitFlush } from '../write/exit-flush.ts';
import { systemCode, type FileCalls } from '../write/file-calls.ts';
import { writeAll, writeAllSync } from '../write/write-all.ts';
import type { AppendLog } from './append-log.ts';
import { Group, type LogCommit } from './group.ts';
import type { FileLock } from './lock-file.ts';
import { groupHeaderBytes, recordHeaderBytes } from './log-format.ts';
import type { LogSettings } from './log-options.ts';
import type { OpenedLog } from './open-log.ts';

/** Failures of a write that leave the log usable: nothing was promised, and what was written can be cut off again. */
const passing: ReadonlySet<string | undefined> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const largestReused = 4 * 2 ** 20;
const labels = Object.freeze({ call: 'log' });

/**
 * Records that come while a group is being made durable form the next group, so that one sync serves them all. One group is under way at
 * a time: a group is written only after the one before it is durable, which is what `recover` relies on.
 */
export class LogWriter implements AppendLog, ExitFlush {
  readonly #files: FileCalls;
  readonly #settings: LogSettings;
  readonly #lock: FileLock;
  readonly #file: number;
  readonly #salt: number;
  readonly #recorder: Recorder = currentRecorder();
  #endOffset: number;
  #sequence: number;
  #recordCount: number;
  #bufferedBytes = 0;
  #queue: Group[] = [];
  #spare: Buffer | undefined;
  #working: Promise<void> | undefined;
  #failure: unknown;
  /** Its bytes must not change. */
  #underWay: Group | undefined;
  #isClosed = false;
  #closing: Promise<void> | undefined;

  constructor(files: FileCalls, { file, salt, end }: OpenedLog, settings: LogSettings, lock: FileLock) {
    this.#files = files;
    this.#settings = settings;
    this.#lock = lock;
    this.#file = file;
    this.#salt = salt;
    this.#endOffset = end.offset;
    this.#sequence = end.sequence;
    this.#recordCount = end.recordCount;
    flushAtExit(this);
  }

  get bytes(): number {
    return this.#endOffset;
  }

  get recordCount(): number {
    return this.#recordCount;
  }

  get bufferedBytes(): number {
    return this.#bufferedBytes;
  }

  append(record: string | Uint8Array): Promise<LogCommit> {
    try {
      return this.#add(record);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  async flush(): Promise<void> {
    if (this.#failure !== undefined) throw this.#refusal();
    await this.#queue.at(-1)?.committed;
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** What waits was promised to nobody, but there is no reason to lose it. The group under way is written to the same place once more. */
  flushAtExit(): void {
    for (const group of this.#queue) {
      if (this.#failure !== undefined) return;
      const bytes = group.seal(this.#sequence + 1, this.#salt);
      writeAllSync(this.#files, this.#file, bytes, { position: this.#endOffset });
      this.#files.fdatasyncSync(this.#file);
      this.#endOffset += bytes.length;
      this.#sequence += 1;
    }
    this.#queue = [];
  }

  #add(record: string | Uint8Array): Promise<LogCommit> {
    this.#settings.signal?.throwIfAborted();
    if (this.#isClosed || this.#failure !== undefined) throw this.#refusal();
    const { maxRecordBytes, maxGroupBytes, maxBufferedBytes } = this.#settings;
    const size = sizeOf(record);
    if (size > maxRecordBytes) {
      throw ioError('NSI_IO_LOG_OPTION', `expected a record of at most ${maxRecordBytes} bytes (\`maxRecordBytes\`), got ${size}`);
    }
    if (this.#bufferedBytes + size > maxBufferedBytes) {
      throw ioError(
        'NSI_IO_LOG_OPTION',
        `expected at most ${maxBufferedBytes} bytes to wait (\`maxBufferedBytes\`), got ${this.#bufferedBytes} and ${size} more`,
        {
          hint: 'Await `append` so that the device can keep up.',
        },
      );
    }
    let group = this.#queue.at(-1);
    if (group === undefined || group === this.#underWay || group.length + recordHeaderBytes + size > maxGroupBytes) {
      group = new Group(this.#spare);
      this.#spare = undefined;
      this.#queue.push(group);
    }
    group.add(record, size);
    this.#bufferedBytes += size;
    this.#working ??= this.#work();
    return group.committed;
  }

  async #work(): Promise<void> {
    await this.#gather();
    for (let group = this.#queue[0]; group !== undefined && this.#failure === undefined; group = this.#queue[0]) {
      this.#underWay = group;
      try {
        await this.#commit(group);
      } catch (error) {
        await this.#fail(error);
      }
      // Those who were waiting may append at once, and shall find room in one group.
      if (this.#queue.length > 0) await this.#gather();
    }
    this.#working = undefined;
  }

  /** Lets everything run that is ready to, or waits as long as is wanted, so that it can add its records. */
  #gather(): Promise<void> {
    const { maxDelayMs } = this.#settings;
    return new Promise((resolve) => {
      if (maxDelayMs > 0) setTimeout(resolve, maxDelayMs);
      else process.nextTick(resolve);
    });
  }

  async #commit(group: Group): Promise<void> {
    const start = performance.now();
    const sequence = this.#sequence + 1;
    const bytes = group.seal(sequence, this.#salt);
    const { recordCount } = group;
    await writeAll(this.#files, this.#file, bytes, { position: this.#endOffset });
    try {
      await this.#files.fdatasync(this.#file);
    } catch (error) {
      // Whether the bytes are on the device nobody can tell any more, and a later sync would claim so.
      this.#failure = error;
      throw error;
    }
    this.#queue.shift();
    this.#underWay = undefined;
    this.#sequence = sequence;
    this.#endOffset += bytes.length;
    this.#recordCount += recordCount;
    this.#bufferedBytes -= payloadOf(group);
    group.resolve({ sequence, endOffset: this.#endOffset, recordCount });
    const memory = group.reuse();
    if (memory.length <= largestReused) this.#spare = memory;
    this.#recorder.observe(ioMetrics.logCommit, (performance.now() - start) / 1000);
    this.#recorder.count(ioMetrics.logRecords, recordCount);
    this.#recorder.count(ioMetrics.writeBytes, bytes.length, labels);
  }

  /** Nobody who waits was promised anything: all of them are told. A disk that is full may have room again later. */
  async #fail(error: unknown): Promise<void> {
    if (passing.has(systemCode(error))) {
      try {
        await this.#files.ftruncate(this.#file, this.#endOffset);
      } catch (cause) {
        this.#failure = cause;
      }
    } else this.#failure = error;
    const told = failed(error);
    const waiting = this.#queue;
    this.#queue = [];
    this.#underWay = undefined;
    this.#bufferedBytes = 0;
    for (const group of waiting) group.reject(told);
  }

  async #close(): Promise<void> {
    this.#isClosed = true;
    try {
      await this.#working;
    } finally {
      forgetAtExit(this);
      await this.#files.close(this.#file);
      await this.#lock.release();
    }
  }

  #refusal(): Error {
    return this.#failure === undefined
      ? ioError('NSI_IO_LOG_FAILED', 'expected an open log, got one that is closed')
      : failed(this.#failure);
  }
}

function failed(cause: unknown): Error {
  return ioError('NSI_IO_LOG_FAILED', `expected records to be made durable, got ${systemCode(cause) ?? String(cause)}`, { cause });
}

function payloadOf({ length, recordCount }: Group): number {
  return length - groupHeaderBytes - recordCount * recordHeaderBytes;
}

function sizeOf(record: unknown): number {
  if (typeof record === 'string') return Buffer.byteLength(record);
  if (record instanceof Uint8Array) return record.length;
  throw ioError('NSI_IO_LOG_OPTION', `expected text or a Uint8Array as a record, got ${record === null ? 'null' : typeof record}`);
}
