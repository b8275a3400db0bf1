import { describe } from '@nsi/core';
import { memoryError } from '../errors.ts';
import type { PoolSlot } from './pool-slot.ts';

/** Takes a slot back. The pool that made the lease. */
export interface LeaseOwner {
  takeBack(slot: PoolSlot, lease: BufferLease): void;
}

/** A constructor of typed views, such as `Float32Array`. */
export interface ViewConstructor<View> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): View;
}

/**
 * The right to use one buffer until it is released, by `release()` or by leaving the scope of `using`.
 * Afterwards every use of the lease throws `NSI_MEMORY_POOL_RELEASED`; a second release does nothing.
 */
export class BufferLease implements Disposable {
  /** Bytes asked for. */
  readonly byteLength: number;
  readonly #owner: LeaseOwner;
  #slot: PoolSlot | undefined;

  constructor(owner: LeaseOwner, slot: PoolSlot, byteLength: number) {
    this.byteLength = byteLength;
    this.#owner = owner;
    this.#slot = slot;
  }

  /** Exactly the bytes asked for. What is in them is left from before, unless the pool clears. */
  get bytes(): Buffer {
    const slot = this.#open();
    if (slot.view?.length === this.byteLength) return slot.view;
    slot.view = Buffer.from(slot.buffer as ArrayBuffer, slot.byteOffset, this.byteLength);
    return slot.view;
  }

  /** Where the bytes begin in their memory: the pointer to hand to WebAssembly code. */
  get byteOffset(): number {
    return this.#open().byteOffset;
  }

  get isReleased(): boolean {
    return this.#slot === undefined;
  }

  /**
   * The bytes as a typed array of `length` elements; left out, as many as fit.
   * Throws `NSI_MEMORY_POOL_VIEW` when the lease is too small.
   */
  as<View>(View: ViewConstructor<View>, length: number = Math.floor(this.byteLength / View.BYTES_PER_ELEMENT)): View {
    const slot = this.#open();
    if (!Number.isInteger(length) || length < 0 || length * View.BYTES_PER_ELEMENT > this.byteLength) {
      throw memoryError(
        'NSI_MEMORY_POOL_VIEW',
        `expected \`length\` to be a whole number of elements within ${this.byteLength} bytes, got ${describe(length)}`,
      );
    }
    return new View(slot.buffer, slot.byteOffset, length);
  }

  /** Gives the buffer back. Does nothing the second time. */
  release(): void {
    const slot = this.#slot;
    if (!slot) return;
    this.#slot = undefined;
    this.#owner.takeBack(slot, this);
  }

  [Symbol.dispose](): void {
    this.release();
  }

  #open(): PoolSlot {
    if (this.#slot) return this.#slot;
    throw memoryError('NSI_MEMORY_POOL_RELEASED', `expected a lease that is held, got one of ${this.byteLength} bytes that was released`);
  }
}
