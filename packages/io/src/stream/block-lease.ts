import { ioError } from '../errors.ts';

/**
 * A block of a file that was read, valid until the reader is asked for the next one. `keep` makes it valid until it is released; its slab is
 * missing from the ring meanwhile. After that its `bytes` throw, and views taken before show what is read next.
 */
export class BlockLease implements Disposable {
  /** Where the block begins in the file. */
  readonly position: number;
  readonly #give: (lease: BlockLease) => void;
  #bytes: Buffer | undefined;
  #isKept = false;

  constructor(bytes: Buffer, position: number, give: (lease: BlockLease) => void) {
    this.#bytes = bytes;
    this.position = position;
    this.#give = give;
  }

  /** What was read. Throws `NSI_IO_READER_OPTION` after release. */
  get bytes(): Buffer {
    if (this.#bytes) return this.#bytes;
    throw ioError('NSI_IO_READER_OPTION', `expected a block that is held, got the one at ${this.position}, which was given back`, {
      hint: 'Call `keep()` on a block that is to outlive its turn of the loop.',
    });
  }

  get isReleased(): boolean {
    return this.#bytes === undefined;
  }

  /** Whether `keep` was called. */
  get isKept(): boolean {
    return this.#isKept;
  }

  /** Makes the block outlive its turn. The caller releases it, before or after the reader is closed. */
  keep(): this {
    this.#isKept = true;
    return this;
  }

  /** Gives the slab back. Does nothing the second time. */
  release(): void {
    if (!this.#bytes) return;
    this.#bytes = undefined;
    this.#give(this);
  }

  [Symbol.dispose](): void {
    this.release();
  }
}
