import { read } from 'node:fs';
import { ioError } from '../errors.ts';
import { BlockLease } from './block-lease.ts';
import type { Slab, TakeSlab } from './slabs.ts';

/** What a ring reads. */
export interface RingSource {
  readonly file: number;
  /** Whether it can be read at any position; a pipe cannot. */
  readonly isSeekable: boolean;
  readonly start: number;
  readonly end: number;
  /** Where the file ended when it was opened; a file that ends before it was truncated. */
  readonly knownEnd: number;
  /** Where the file ended when it was opened, whether that matters or not. */
  readonly likelyEnd: number;
  readonly blockBytes: number;
  readonly ahead: number;
}

/** One read, from its call to its lease. */
interface Block {
  readonly slab: Slab;
  readonly position: number;
  readonly wanted: number;
  length: number;
  isDone: boolean;
  error: unknown;
}

/**
 * Reads a file in order, some blocks ahead, into slabs that are used again.
 *
 *     released ──► free ──► reading (at most `ahead`) ──► ready ──► leased ──┐
 *                   ▲                                                        │
 *                   └────────────────────────────────────────────────────────┘
 *
 * The kernel writes into a slab that is being read whatever happens here, so `close` waits for every read before it gives slabs away.
 * Hot: see bench/reader.bench.ts.
 */
export class ReadRing {
  readonly #source: RingSource;
  readonly #takeSlab: TakeSlab;
  readonly #free: Slab[] = [];
  readonly #blocks: Block[] = [];
  #position: number;
  #reading = 0;
  #slabCount = 0;
  #hasEnded = false;
  #isClosed = false;
  #isAsked = false;
  #abortion: { readonly reason: unknown } | undefined;
  #sleepers: (() => void)[] = [];
  #current: BlockLease | undefined;

  constructor(source: RingSource, takeSlab: TakeSlab) {
    this.#source = source;
    this.#takeSlab = takeSlab;
    this.#position = source.start;
  }

  /** The next block, or `undefined` at the end. The one before it is given back unless it is kept. */
  async next(): Promise<BlockLease | undefined> {
    if (this.#isAsked) throw ioError('NSI_IO_READER_OPTION', 'expected one consumer, got a second call before the first was answered');
    this.#isAsked = true;
    try {
      if (this.#current && !this.#current.isKept) this.#current.release();
      this.#current = undefined;
      this.#fill(true);
      for (let block = this.#first(); block; block = this.#first()) {
        if (!block.isDone) await this.#sleep();
        else if (block.error !== undefined) throw block.error;
        else if (this.#take(block)) return this.#current;
      }
      return undefined;
    } finally {
      this.#isAsked = false;
    }
  }

  /** Makes `next` throw `reason`, at once where it waits. Reads that are under way go on: `close` waits for them. */
  abort(reason: unknown): void {
    this.#abortion = { reason };
    this.#hasEnded = true;
    this.#wakeAll();
  }

  /** Resolves when no read is under way any more and every slab that is not kept was given back. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#hasEnded = true;
    this.#wakeAll();
    while (this.#reading > 0) await this.#sleep();
    for (const { slab } of this.#blocks.splice(0)) slab.release();
    if (this.#current && !this.#current.isKept) this.#current.release();
    for (const slab of this.#free.splice(0)) slab.release();
  }

  #first(): Block | undefined {
    if (this.#abortion) throw this.#abortion.reason;
    return this.#isClosed ? undefined : this.#blocks[0];
  }

  /** Leases the first block; false for one with nothing in it. */
  #take(block: Block): boolean {
    this.#blocks.shift();
    if (block.length === 0) {
      this.#free.push(block.slab);
      return false;
    }
    this.#current = this.#lease(block);
    this.#fill(false);
    return true;
  }

  #lease({ slab, position, length }: Block): BlockLease {
    return new BlockLease(slab.bytes.subarray(0, length), position, () => {
      if (this.#isClosed) slab.release();
      else {
        this.#free.push(slab);
        this.#fill(false);
      }
    });
  }

  /** Starts reads while there are slabs; `isNeeded` takes one more where the consumer keeps all of them. */
  #fill(isNeeded: boolean): void {
    const { isSeekable, ahead, end, likelyEnd, blockBytes } = this.#source;
    const most = isSeekable ? ahead : 1;
    while (!this.#hasEnded && this.#position < end && this.#blocks.length < most) {
      // Behind the end there is most likely nothing: look there only when all before it was read.
      if (isSeekable && this.#position >= likelyEnd && this.#blocks.length > 0) return;
      const slab = this.#free.pop() ?? (this.#slabCount <= ahead || (isNeeded && this.#blocks.length === 0) ? this.#allocate() : undefined);
      if (!slab) return;
      const wanted = Math.min(blockBytes, end - this.#position);
      const block: Block = { slab, position: this.#position, wanted, length: 0, isDone: false, error: undefined };
      this.#position += wanted;
      this.#blocks.push(block);
      this.#read(block);
    }
  }

  #allocate(): Slab {
    this.#slabCount += 1;
    return this.#takeSlab(this.#source.blockBytes);
  }

  #read(block: Block): void {
    const { file, isSeekable } = this.#source;
    this.#reading += 1;
    const { bytes } = block.slab;
    read(file, bytes, block.length, block.wanted - block.length, isSeekable ? block.position + block.length : null, (error, bytesRead) => {
      this.#reading -= 1;
      if (error) this.#finish(block, error);
      else {
        block.length += bytesRead;
        if (bytesRead === 0) this.#finish(block, this.#endAt(block.position + block.length));
        else if (!isSeekable) this.#finishPart(block);
        else if (block.length === block.wanted || this.#isClosed) this.#finish(block, undefined);
        else this.#read(block);
      }
    });
  }

  /** A pipe gives what is in it: the next read goes on behind it. */
  #finishPart(block: Block): void {
    this.#position = block.position + block.length;
    this.#finish(block, undefined);
  }

  #endAt(position: number): unknown {
    const { knownEnd } = this.#source;
    this.#hasEnded = true;
    // Blocks behind the end may still be under way; they will find nothing either.
    if (position >= knownEnd) return undefined;
    return ioError('NSI_IO_READER_TRUNCATED', `expected ${knownEnd} bytes, got the end of the file at ${position}`);
  }

  #finish(block: Block, error: unknown): void {
    block.isDone = true;
    block.error = error;
    if (error !== undefined) this.#hasEnded = true;
    this.#wakeAll();
  }

  async #sleep(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#sleepers.push(resolve);
    await promise;
  }

  #wakeAll(): void {
    const sleepers = this.#sleepers;
    if (sleepers.length === 0) return;
    this.#sleepers = [];
    for (const wake of sleepers) wake();
  }
}
