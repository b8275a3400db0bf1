import { currentRecorder, type Recorder } from '@nsi/core';
import { ioError } from '../errors.ts';
import { ioMetrics } from '../metrics.ts';
import { awaitOwnWrite, ownProgress } from './await-own-write.ts';
import type { BufferedWriter } from './buffered-writer.ts';
import type { WriterSettings } from './buffered-writer-options.ts';
import { flushAtExit, forgetAtExit, type ExitFlush } from './exit-flush.ts';
import type { FileCalls } from './file-calls.ts';
import type { OpenedFile } from './open-for-writing.ts';
import { createSlabStock, type Slab, type SlabStock } from './slab.ts';
import { writeAll, writeAllSync, writeInTurns } from './write-all.ts';

const maxBytesPerUnit = 3;
/** Text is gathered to this many UTF-16 units and encoded at once: V8 joins strings in a fraction of the time of a call that encodes. */
const gatheredUnits = 16_384;
const encoder = new TextEncoder();
const labels = Object.freeze({ call: 'writer' });

/**
 * Fills one slab while another is written. One write is under way at a time, so that bytes keep their order; a slab is used again only
 * when the system has done with it.
 */
export class SlabWriter implements BufferedWriter, ExitFlush {
  readonly #files: FileCalls;
  readonly #opened: OpenedFile;
  readonly #settings: WriterSettings;
  readonly #stock: SlabStock;
  readonly #recorder: Recorder = currentRecorder();
  #slab: Buffer;
  #filled = 0;
  /** Text that belongs behind what is filled. */
  #text = '';
  /** Bytes of the slab that are surely free, whatever the text takes. */
  #free: number;
  #queue: Slab[] = [];
  #queuedBytes = 0;
  #sequence = 0;
  #position = 0;
  #writtenBytes = 0;
  #draining: Promise<void> | undefined;
  /** The slab of the call that is under way, and how far the file was before. */
  #underWay: { readonly slab: Slab; readonly progress: number } | undefined;
  #room: { readonly promise: Promise<void>; readonly resolve: () => void; readonly reject: (error: unknown) => void } | undefined;
  /** Why the last write failed. A failure for good is one that writing again cannot mend. */
  #failure: { readonly error: unknown; readonly isForGood: boolean } | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closing: Promise<void> | undefined;
  #isExiting = false;

  constructor(files: FileCalls, opened: OpenedFile, settings: WriterSettings) {
    this.#files = files;
    this.#opened = opened;
    this.#settings = settings;
    this.#stock = createSlabStock(settings.slabBytes);
    this.#slab = this.#stock.take();
    this.#free = this.#slab.length;
    flushAtExit(this);
    settings.signal?.addEventListener('abort', this.#abort, { once: true });
  }

  get writtenBytes(): number {
    return this.#writtenBytes;
  }

  get bufferedBytes(): number {
    this.#encode();
    return this.#queuedBytes + this.#filled;
  }

  /** Hot: one call per line of a log. Earned by bench/buffered-writer.bench.ts. */
  write(chunk: string | Uint8Array): true | Promise<void> {
    if (this.#failure !== undefined || this.#closing !== undefined) this.#refuse();
    if (typeof chunk === 'string' && chunk.length * maxBytesPerUnit <= this.#free && !startsAmidPair(chunk)) {
      this.#free -= chunk.length * maxBytesPerUnit;
      this.#text += chunk;
      if (this.#text.length > gatheredUnits) this.#encode();
    } else this.#take(chunk);
    if (this.#timer === undefined && this.#settings.maxDelayMs > 0) this.#startTimer();
    return this.#queuedBytes < this.#settings.maxBufferedBytes ? true : this.#awaitRoom();
  }

  async flush(): Promise<void> {
    if (this.#closing !== undefined) this.#refuse();
    await this.#flush();
  }

  async #flush(): Promise<void> {
    if (this.#failure !== undefined) {
      // What was begun before may still be failing.
      await this.#draining;
      if (!this.#failure.isForGood) this.#failure = undefined;
    }
    this.#rotate();
    const last = this.#sequence;
    while (this.#failure === undefined && (this.#queue[0]?.sequence ?? Infinity) <= last) await this.#drain();
    if (this.#failure !== undefined) this.#refuse();
    if (this.#settings.sync !== 'never' && this.#opened.kind !== 'streamed') {
      await this.#files.fdatasync(this.#opened.file).catch((error: unknown) => this.#failForGood(error));
    }
  }

  flushSync(): void {
    if (this.#closing !== undefined) this.#refuse();
    this.#flushSync();
  }

  /** What is written after this, by others who listen for the exit, goes straight to the file. */
  flushAtExit(): void {
    if (this.#settings.signal?.aborted === true) return;
    this.#isExiting = true;
    this.#measure();
    this.#flushSync();
  }

  #flushSync(): void {
    if (this.#failure?.isForGood === true) this.#refuse();
    this.#failure = undefined;
    this.#rotate(false);
    this.#drainSync();
    if (this.#settings.sync === 'never' || this.#opened.kind === 'streamed') return;
    try {
      this.#files.fdatasyncSync(this.#opened.file);
    } catch (error) {
      this.#failForGood(error);
    }
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #close(): Promise<void> {
    clearTimeout(this.#timer);
    try {
      if (this.#settings.signal?.aborted !== true) await this.#flush();
    } finally {
      forgetAtExit(this);
      this.#settings.signal?.removeEventListener('abort', this.#abort);
      // The system may still be reading a slab.
      await this.#draining;
      if (this.#opened.isOwn) await this.#files.close(this.#opened.file);
    }
  }

  /** A chunk that does not surely fit into what is left of the slab. One that fits into a slab is not split over two. */
  #take(chunk: string | Uint8Array): void {
    if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) {
      throw ioError('NSI_IO_WRITE_OPTION', `expected text or a Uint8Array to write, got ${chunk === null ? 'null' : typeof chunk}`);
    }
    this.#encode();
    const size = typeof chunk === 'string' ? Buffer.byteLength(chunk) : chunk.length;
    if (size > this.#slab.length - this.#filled) this.#rotate();
    if (size > this.#slab.length) this.#takePieces(chunk);
    else if (typeof chunk === 'string') this.#filled += this.#slab.write(chunk, this.#filled);
    else {
      this.#slab.set(chunk, this.#filled);
      this.#filled += size;
    }
    this.#measure();
    if (this.#isExiting) this.#flushSync();
  }

  #measure(): void {
    this.#free = this.#isExiting ? 0 : this.#slab.length - this.#filled;
  }

  #encode(): void {
    if (this.#text === '') return;
    this.#filled += this.#slab.write(this.#text, this.#filled);
    this.#text = '';
    this.#measure();
  }

  #takePieces(chunk: string | Uint8Array): void {
    for (let rest = chunk; rest.length > 0;) {
      if (typeof rest === 'string') {
        const { read, written } = encoder.encodeInto(rest, this.#slab);
        this.#filled = written;
        rest = rest.slice(read);
      } else {
        this.#filled = Math.min(rest.length, this.#slab.length);
        this.#slab.set(rest.subarray(0, this.#filled));
        rest = rest.subarray(this.#filled);
      }
      if (rest.length > 0) this.#rotate();
    }
  }

  /** Puts the slab behind those that wait, and takes another. */
  #rotate(isAsync = true): void {
    this.#encode();
    if (this.#filled === 0) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#sequence += 1;
    const position = this.#opened.kind === 'positioned' ? this.#position : null;
    this.#queue.push({ bytes: this.#slab, length: this.#filled, position, written: 0, sequence: this.#sequence });
    this.#queuedBytes += this.#filled;
    this.#position += this.#filled;
    this.#filled = 0;
    this.#slab = this.#stock.take();
    this.#measure();
    // A caller that does not wait is slowed here: memory stays within bounds, and nothing is dropped.
    if (this.#queuedBytes >= this.#settings.maxBufferedBytes * 2) this.#drainSync();
    else if (isAsync && this.#draining === undefined && this.#failure === undefined) void this.#drain();
  }

  #drain(): Promise<void> {
    this.#draining ??= this.#writeQueue().finally(() => {
      this.#draining = undefined;
    });
    return this.#draining;
  }

  async #writeQueue(): Promise<void> {
    for (let slab = this.#queue[0]; slab !== undefined && this.#failure === undefined; slab = this.#queue[0]) {
      try {
        if (this.#opened.kind === 'streamed') await this.#writeStreamed(slab);
        else await this.#writeToFile(slab);
        if (this.#settings.sync === 'slab' && this.#opened.kind !== 'streamed') await this.#files.fdatasync(this.#opened.file);
      } catch (error) {
        // Written meanwhile by `flushSync`.
        if (this.#queue[0] !== slab) return;
        // Bytes that were written but could not be synced may be gone: writing again would only seem to help.
        this.#fail(error, slab.written === slab.length);
        return;
      }
      this.#finish(slab);
      this.#stock.give(slab.bytes);
    }
  }

  async #writeToFile(slab: Slab): Promise<void> {
    const { file, kind } = this.#opened;
    this.#underWay = { slab, progress: kind === 'appended' ? ownProgress(this.#files, file) : 0 };
    const start = slab.written;
    try {
      await writeAll(this.#files, file, slab.bytes.subarray(start, slab.length), {
        position: slab.position === null ? null : slab.position + start,
        onWritten: (count) => {
          slab.written = start + count;
        },
      });
    } finally {
      this.#underWay = undefined;
    }
  }

  async #writeStreamed(slab: Slab): Promise<void> {
    await writeInTurns(this.#files, this.#opened.file, {
      rest: () => slab.bytes.subarray(slab.written, slab.length),
      onWritten: (count) => {
        slab.written += count;
      },
      signal: this.#settings.signal,
    });
  }

  #drainSync(): void {
    const { kind } = this.#opened;
    for (let slab = this.#queue[0]; slab !== undefined; slab = this.#queue[0]) {
      if (this.#underWay?.slab === slab && kind === 'appended') this.#finishAppended(slab, this.#underWay.progress);
      else this.#writeSlabSync(slab);
      const isUnderWay = this.#underWay?.slab === slab;
      this.#finish(slab);
      if (!isUnderWay && kind !== 'streamed') this.#stock.give(slab.bytes);
    }
  }

  /**
   * Bytes rather come twice than not at all: when the write of the other thread is not to be seen it has most likely failed, and when it
   * was cut short at exit nobody else goes on.
   */
  #finishAppended(slab: Slab, progress: number): void {
    const taken = awaitOwnWrite(this.#files, this.#opened.file, progress);
    const isCutShort = taken < slab.length - slab.written;
    if (taken > 0 && !(isCutShort && this.#isExiting)) return;
    slab.written += taken;
    this.#writeSlabSync(slab);
  }

  /** Where places are counted, bytes that another thread is writing are written once more, to the same place. */
  #writeSlabSync(slab: Slab): void {
    const start = slab.written;
    try {
      writeAllSync(this.#files, this.#opened.file, slab.bytes.subarray(start, slab.length), {
        position: slab.position === null ? null : slab.position + start,
        onWritten: (count) => {
          slab.written = start + count;
        },
      });
    } catch (error) {
      this.#fail(error, false);
      this.#refuse();
    }
  }

  #finish(slab: Slab): void {
    if (this.#queue[0] !== slab) return;
    this.#queue.shift();
    this.#queuedBytes -= slab.length;
    this.#writtenBytes += slab.length;
    this.#recorder.count(ioMetrics.writeBytes, slab.length, labels);
    if (this.#room && this.#queuedBytes <= this.#settings.maxBufferedBytes / 2) {
      this.#room.resolve();
      this.#room = undefined;
    }
  }

  #awaitRoom(): Promise<void> {
    if (this.#room === undefined) {
      this.#room = Promise.withResolvers<void>();
      // Who does not wait for room learns of the failure by the next call.
      this.#room.promise.catch(() => undefined);
    }
    return this.#room.promise;
  }

  #startTimer(): void {
    this.#timer = setTimeout(() => this.#rotate(), this.#settings.maxDelayMs).unref();
  }

  #fail(error: unknown, isForGood: boolean): void {
    this.#failure = { error, isForGood };
    this.#room?.reject(this.#refusal());
    this.#room = undefined;
  }

  #failForGood(error: unknown): never {
    this.#fail(error, true);
    return this.#refuse();
  }

  readonly #abort = (): void => {
    this.#fail(this.#settings.signal?.reason, true);
    this.#queue = [];
    this.#queuedBytes = 0;
    this.#filled = 0;
    this.#text = '';
    this.close().catch(() => undefined);
  };

  #refuse(): never {
    throw this.#refusal();
  }

  #refusal(): unknown {
    const { signal } = this.#settings;
    if (signal?.aborted === true) return signal.reason;
    if (this.#failure !== undefined) {
      const code = (this.#failure.error as { readonly code?: unknown } | undefined)?.code;
      return ioError('NSI_IO_WRITE_FAILED', `expected the system to take ${this.bufferedBytes} buffered bytes, got ${String(code)}`, {
        cause: this.#failure.error,
      });
    }
    return ioError('NSI_IO_WRITE_CLOSED', 'expected an open writer, got one that is closed');
  }
}

/** Half of a character, as it would be encoded by itself: joined with the text before, it would become another. */
function startsAmidPair(text: string): boolean {
  return (text.charCodeAt(0) & 0xfc00) === 0xdc00;
}
