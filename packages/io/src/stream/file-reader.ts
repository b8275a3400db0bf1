import type { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { check } from '@nsi/core';
import { ioError } from '../errors.ts';
import { openPermitted, type PermittedFile } from '../permits/open-permitted.ts';
import { systemPath, type PathInput } from '../read/path-list.ts';
import type { BlockLease } from './block-lease.ts';
import { ReadRing, type RingSource } from './read-ring.ts';
import { readerDefaults, readerSchema, type ReaderOptions, type ReaderSettings } from './reader-options.ts';
import { ownSlabs, pooledSlabs, type TakeSlab } from './slabs.ts';

/** A file that is read once, in order, some blocks ahead of its one consumer. Closed at the end, when a loop over it is left, or by disposing it. */
export interface FileReader extends AsyncIterable<BlockLease>, AsyncDisposable {
  /** Bytes of the file when it was opened; 0 for what has no size, such as a pipe. */
  readonly size: number;
  /** The next block, or `undefined` at the end. It is valid until the next call, unless it is kept. */
  next(): Promise<BlockLease | undefined>;
  /** The file as a stream of buffers that are the receiver's own. Use it in place of iterating. */
  toReadable(): Promise<Readable>;
  /** The file as a web stream of bytes that are the receiver's own. Use it in place of iterating. */
  toWeb(): ReadableStream<Uint8Array>;
  /** Waits for reads that are under way, gives the slabs back and closes the file. A second call does nothing. */
  close(): Promise<void>;
}

/**
 * Opens a file for reading from its beginning to its end. Reads ahead into slabs of a pool, so that a file of any size takes
 * `(ahead + 1) × blockBytes` of memory. Keeps reading the file it opened when another takes its name. Rejects with the system's error when it
 * cannot be opened, with `NSI_IO_READER_OPTION` for options it cannot use.
 * @example
 * for await (const { bytes } of await openReader('access.log')) hash.update(bytes);
 */
export function openReader(path: PathInput, options: ReaderOptions = {}): Promise<FileReader> {
  return openReaderInto(undefined, path, options);
}

/** The same with slabs from elsewhere, unless `options.buffers` says where. */
export async function openReaderInto(takeSlab: TakeSlab | undefined, path: PathInput, options: ReaderOptions): Promise<FileReader> {
  const settings = check(readerSchema, { ...readerDefaults, ...options }, { code: 'NSI_IO_READER_OPTION' });
  const file = await openPermitted(systemPath(path, 'NSI_IO_READER_OPTION'), { signal: settings.signal });
  try {
    const stats = await file.handle.stat();
    const isFile = stats.isFile();
    const source = ringSourceOf(file.handle.fd, isFile ? stats.size : undefined, settings);
    const { buffers } = settings;
    const slabs = takeSlab && !buffers ? takeSlab : pooledSlabs(buffers);
    return createFileReader(file, isFile ? stats.size : 0, { source, slabs, signal: settings.signal });
  } catch (error) {
    await file.close();
    throw error;
  }
}

const leastSlabBytes = 4096;

function ringSourceOf(file: number, size: number | undefined, { start, end, blockBytes, ahead, onTruncated }: ReaderSettings): RingSource {
  const isSeekable = size !== undefined;
  if (!isSeekable && start > 0) {
    throw ioError(
      'NSI_IO_READER_OPTION',
      `expected a file that can be read from ${start} on, got one that is only read from its beginning`,
    );
  }
  const knownEnd = isSeekable && onTruncated === 'error' ? Math.min(size, end) : 0;
  const left = Math.max(0, (size ?? Infinity) - start);
  // A small file needs no more than its own size, and a little to find its end.
  const slabBytes = Math.min(blockBytes, left + leastSlabBytes);
  return { file, isSeekable, start, end, blockBytes: slabBytes, ahead, knownEnd: start > knownEnd ? 0 : knownEnd, likelyEnd: size ?? 0 };
}

interface RingParts {
  readonly source: RingSource;
  readonly slabs: TakeSlab;
  readonly signal: AbortSignal | undefined;
}

function createFileReader(file: PermittedFile, size: number, { source, slabs, signal }: RingParts): FileReader {
  let ring: ReadRing | undefined;
  let isGivenAway = false;
  let closing: Promise<void> | undefined;
  const abort = (): void => ring?.abort(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });

  const close = (): Promise<void> =>
    (closing ??= (async () => {
      signal?.removeEventListener('abort', abort);
      await ring?.close();
      await file.close();
    })());

  async function step(): Promise<BlockLease | undefined> {
    if (closing) return undefined;
    try {
      signal?.throwIfAborted();
      ring ??= new ReadRing(source, isGivenAway ? ownSlabs : slabs);
      const block = await ring.next();
      // Whoever closes it from outside waits for the reads; this end only says so.
      if (!block && !closing) await close();
      return block;
    } catch (error) {
      await close();
      throw error;
    }
  }

  function giveAway(): void {
    if (ring || isGivenAway || closing) {
      throw ioError('NSI_IO_READER_OPTION', 'expected a reader that nobody has read from, got one that is in use');
    }
    isGivenAway = true;
  }

  return {
    size,
    next: step,
    close,
    async toReadable() {
      giveAway();
      return (await import('./to-readable.ts')).toReadable(step, close);
    },
    toWeb() {
      giveAway();
      return toWeb(step, close);
    },
    [Symbol.asyncIterator]: () => ({
      async next() {
        const value = await step();
        return value ? { done: false, value } : { done: true, value: undefined };
      },
      async return() {
        await close();
        return { done: true, value: undefined };
      },
    }),
    [Symbol.asyncDispose]: close,
  };
}

/** The part of a byte stream that is called here: where the types of a browser are in force too, theirs know only memory that is not shared. */
interface ByteController {
  enqueue(chunk: Uint8Array): void;
  close(): void;
  readonly byobRequest: { respond(bytesWritten: number): void } | null;
}

function toWeb(step: () => Promise<BlockLease | undefined>, close: () => Promise<void>): ReadableStream<Uint8Array> {
  const source = {
    type: 'bytes',
    async pull(controller: ByteController) {
      const block = await step();
      if (block) controller.enqueue(block.keep().bytes);
      else {
        controller.close();
        controller.byobRequest?.respond(0);
      }
    },
    cancel: close,
  };
  const stream: unknown = new globalThis.ReadableStream(source as object, { highWaterMark: 0 });
  return stream as ReadableStream<Uint8Array>;
}
