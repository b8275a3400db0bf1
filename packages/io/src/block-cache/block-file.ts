import { describe } from '@nsi/core';
import { ioError } from '../errors.ts';
import type { BlockSource, BlockStore } from './block-source.ts';
import { changedMeanwhile } from './fill-blocks.ts';

/** What one call of `BlockFile.read` may be told. */
export interface BlockReadOptions {
  /** Aborting rejects this call; the load goes on while anyone else waits for it. */
  readonly signal?: AbortSignal | undefined;
}

/** Between two looks a file that is written all the time changes again; after so many the range is read past the cache. */
const mostAttempts = 3;

/**
 * A file read through a block cache. Ranges that are cached are views of the cache: do not write to them. They stay as they are when the
 * file changes or the block leaves the cache. Hot: see bench/block-cache.bench.ts.
 */
export class BlockFile implements Disposable {
  readonly #source: BlockSource;
  readonly #store: BlockStore;
  readonly #blockBytes: number;
  readonly #ahead: number;
  #isOpen = true;
  /** Last block that was read: the next one behind it makes a consumer sequential. */
  #lastBlock = -2;
  /** Block at whose reading the next ones are loaded ahead. */
  #aheadAt = -1;
  /** First block that was not loaded ahead yet. */
  #aheadEnd = 0;

  constructor(source: BlockSource, store: BlockStore, ahead: number) {
    this.#source = source;
    this.#store = store;
    this.#blockBytes = store.blockBytes;
    this.#ahead = ahead;
  }

  /** Absolute path. */
  get path(): string {
    return this.#source.path;
  }

  /** Bytes of the file when it was last looked at. */
  get size(): number {
    return this.#source.size;
  }

  /**
   * The bytes from `offset` on, `length` of them or as many as there are before the end: at once when they are cached, else a promise.
   * Whoever asks for a block while it loads shares one read. Rejects with the system's error when the file cannot be read.
   * Throws `NSI_IO_BLOCK_CACHE_RANGE` for a range that is none, and after `close`.
   */
  read(offset: number, length: number, options?: BlockReadOptions): Buffer | Promise<Buffer> {
    const source = this.#source;
    const { turns, cache } = this.#store;
    if (!(Number.isSafeInteger(offset) && offset >= 0 && Number.isSafeInteger(length) && length >= 0 && this.#isOpen)) {
      throw this.#refusal(offset, length);
    }
    if (source.turn !== turns.current) source.look();
    const index = Math.floor(offset / this.#blockBytes);
    const start = offset - index * this.#blockBytes;
    if (start + length <= this.#blockBytes) {
      const block = cache.get(source.base + index);
      if (block !== undefined && start + length <= block.length) {
        this.#lastBlock = index;
        if (index === this.#aheadAt) this.#goAhead(index);
        return block.subarray(start, start + length);
      }
    }
    return this.#readBlocks(offset, length, options?.signal);
  }

  /**
   * Copies the bytes from `offset` on into `target` and returns how many there were: at once when they are cached, else a promise.
   * For callers that keep or change what they read.
   */
  readInto(target: Uint8Array, offset: number, options?: BlockReadOptions): number | Promise<number> {
    const bytes = this.read(offset, target.byteLength, options);
    if (bytes instanceof Promise) return bytes.then((from) => from.copy(target));
    target.set(bytes);
    return bytes.length;
  }

  /** Forgets what is cached of this file, for a change that its size and times do not show. */
  invalidate(): void {
    this.#source.forget();
  }

  /** Ends the use of this file. Its blocks stay in the cache for whoever opens it next. */
  close(): void {
    this.#isOpen = false;
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #readBlocks(offset: number, length: number, signal: AbortSignal | undefined): Buffer | Promise<Buffer> {
    const { size, stamp } = this.#source;
    // No file, or one that does not know its size, as in /proc: the system says what is to be said.
    if (stamp === undefined || size === 0) return this.#readPast(offset, length, signal);
    const end = Math.min(offset + length, size);
    if (end <= offset) return Buffer.alloc(0);
    const first = Math.floor(offset / this.#blockBytes);
    const last = Math.floor((end - 1) / this.#blockBytes);
    const isSequential = first === this.#lastBlock || first === this.#lastBlock + 1;
    this.#lastBlock = last;
    const { base } = this.#source;
    const blocks = this.#source.blocks(first, last, signal);
    if (isSequential) this.#goAhead(last);
    const skip = offset - first * this.#blockBytes;
    if (blocks.every((block) => Buffer.isBuffer(block))) return join(blocks, skip, end - offset);
    return this.#joinLater(blocks, base, skip, { offset, length, attempt: 1, signal });
  }

  async #joinLater(
    pending: readonly (Buffer | Promise<Buffer>)[],
    base: number,
    skip: number,
    { offset, length, attempt, signal }: Attempt,
  ): Promise<Buffer> {
    const source = this.#source;
    const end = Math.min(offset + length, source.size);
    try {
      const blocks = await Promise.all(pending.map(async (block) => block));
      if (base === source.base) return join(blocks, skip, end - offset);
    } catch (error) {
      if (error !== changedMeanwhile) throw error;
    }
    if (attempt === mostAttempts) return this.#readPast(offset, length, signal);
    source.look();
    if (source.stamp === undefined || source.size === 0) return this.#readPast(offset, length, signal);
    const newEnd = Math.min(offset + length, source.size);
    if (newEnd <= offset) return Buffer.alloc(0);
    const first = Math.floor(offset / this.#blockBytes);
    const blocks = source.blocks(first, Math.floor((newEnd - 1) / this.#blockBytes), signal);
    return this.#joinLater(blocks, source.base, skip, { offset, length, attempt: attempt + 1, signal });
  }

  /** Reads a range as it is now, past the cache. */
  async #readPast(offset: number, length: number, signal: AbortSignal | undefined): Promise<Buffer> {
    const { handles } = this.#store;
    handles.forget(this.path);
    using lease = await handles.acquire(this.path, { signal });
    const parts: Buffer[] = [];
    // The length is the caller's word, the file's end unknown: no more is allocated at a time than a block.
    for (let done = 0; done < length;) {
      const part = Buffer.allocUnsafe(Math.min(length - done, Math.max(this.#blockBytes, 65_536)));
      const { bytesRead } = await lease.handle.read(part, 0, part.length, offset + done);
      if (bytesRead === 0) break;
      parts.push(part.subarray(0, bytesRead));
      done += bytesRead;
    }
    signal?.throwIfAborted();
    return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
  }

  /** Loads the blocks that follow `index`, and says at which of them to go on. */
  #goAhead(index: number): void {
    const blockCount = Math.ceil(this.#source.size / this.#blockBytes);
    const end = Math.min(index + 1 + this.#ahead, blockCount);
    const isWithin = this.#aheadEnd > index && this.#aheadEnd <= end;
    const first = isWithin ? this.#aheadEnd : index + 1;
    this.#aheadEnd = end;
    this.#aheadAt = end >= blockCount ? -1 : Math.max(index + 1, end - Math.ceil(this.#ahead / 2));
    if (first >= end) return;
    for (const block of this.#source.blocks(first, end - 1, undefined)) {
      // Whoever reads the block meets its error; nobody waits for it here.
      if (block instanceof Promise) block.catch(() => {});
    }
  }

  #refusal(offset: number, length: number): Error {
    if (!this.#isOpen) return ioError('NSI_IO_BLOCK_CACHE_RANGE', `expected an open file, got ${this.path}, which was closed`);
    return ioError(
      'NSI_IO_BLOCK_CACHE_RANGE',
      `expected \`offset\` and \`length\` to be whole numbers from 0, got ${describe(offset)} and ${describe(length)}`,
    );
  }
}

interface Attempt {
  readonly offset: number;
  readonly length: number;
  readonly attempt: number;
  readonly signal: AbortSignal | undefined;
}

function join(blocks: readonly Buffer[], skip: number, length: number): Buffer {
  if (blocks.length === 1) return (blocks[0] as Buffer).subarray(skip, skip + length);
  const joined = Buffer.allocUnsafe(length);
  let done = 0;
  for (const [index, block] of blocks.entries()) done += block.copy(joined, done, index === 0 ? skip : 0, block.length);
  return joined;
}
