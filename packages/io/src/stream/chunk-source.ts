import { describe } from '@nsi/core';
import { ioError } from '../errors.ts';
import type { PathInput } from '../read/path-list.ts';
import type { BlockLease } from './block-lease.ts';
import { openReaderInto, type FileReader } from './file-reader.ts';
import { lineFinder } from './choose-finder.ts';
import type { ReaderOptions } from './reader-options.ts';

/**
 * Where bytes come from: a file by its path, a `FileReader`, a stream of Node.js or the web, or any iterable of bytes. A bare string is a path;
 * strings within an iterable are text.
 */
export type ByteSource = PathInput | FileReader | AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>;

/** What a chunk may be: a block of our own reader, bytes or text. */
type Chunk = BlockLease | Uint8Array | string;

/** Opens a source; a file is read to where its lines are found soonest. What the iteration gives is valid until its next step. */
export async function* chunksOf(source: ByteSource, options: ReaderOptions): AsyncGenerator<Buffer, void, void> {
  const { signal } = options;
  const chunks = isPath(source)
    ? await openReaderInto(lineFinder().takeSlab, source, options)
    : (source as AsyncIterable<Chunk> | Iterable<Chunk>);
  if (!isIterable(chunks)) {
    throw ioError('NSI_IO_LINES_OPTION', `expected a path, a reader, a stream or an iterable of bytes, got ${describe(source)}`);
  }
  for await (const chunk of chunks) {
    signal?.throwIfAborted();
    yield bufferOf(chunk);
  }
}

function isPath(source: ByteSource): source is PathInput {
  return typeof source === 'string' || source instanceof URL || source instanceof Uint8Array;
}

function isIterable(value: unknown): boolean {
  const { [Symbol.asyncIterator]: asynchronous, [Symbol.iterator]: synchronous } = Object(value) as Partial<
    AsyncIterable<unknown> & Iterable<unknown>
  >;
  return typeof asynchronous === 'function' || typeof synchronous === 'function';
}

function bufferOf(chunk: Chunk): Buffer {
  if (typeof chunk === 'string') return Buffer.from(chunk);
  const bytes = chunk instanceof Uint8Array ? chunk : (chunk as Partial<BlockLease> | undefined)?.bytes;
  if (bytes instanceof Uint8Array) return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  throw ioError('NSI_IO_LINES_OPTION', `expected chunks of bytes or text, got ${describe(chunk)}`);
}
