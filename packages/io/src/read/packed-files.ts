import type { FileFailure } from './file-failure.ts';

/** Files behind one another in a few slabs, in a form that crosses threads without a copy. */
export interface PackedFiles {
  readonly slabs: readonly ArrayBuffer[];
  /** Three numbers a file: slab (−1 where the file failed), offset, length. */
  readonly table: Float64Array<ArrayBuffer>;
  readonly failures: readonly FileFailure[];
}

/** Bounds of one call. */
export interface ReadBounds {
  readonly maxFileBytes: number;
  /** Bytes of all files together. */
  readonly maxTotalBytes: number;
}

const mostSlabBytes = 8 * 2 ** 20;
const bytesAFile = 16 * 1024;
/** A slab with less room than this is left as it is. */
const leastRoomBytes = 16 * 1024;

/**
 * Collects files in slabs. A file is read where it will stay; only one that does not fit into its slab is moved to a larger one.
 * Hot: see bench/read-many.bench.ts.
 */
export class SlabPacker {
  readonly table: Float64Array<ArrayBuffer>;
  readonly failures: FileFailure[] = [];
  /** What is being filled. */
  slab: Uint8Array<ArrayBuffer>;
  /** Where the next file begins. */
  position = 0;
  totalBytes = 0;
  readonly #slabs: ArrayBuffer[] = [];

  constructor(fileCount: number) {
    this.table = new Float64Array(fileCount * 3).fill(-1);
    this.slab = new Uint8Array(new ArrayBuffer(Math.min(mostSlabBytes, Math.max(1, fileCount) * bytesAFile + leastRoomBytes * 4)));
  }

  /** Makes sure that the file at `position`, of which `held` bytes are there, has room for `more`. */
  reserve(held: number, more: number): void {
    if (this.slab.length - this.position - held >= more) return;
    const kept = this.slab.subarray(this.position, this.position + held);
    const next = new Uint8Array(new ArrayBuffer(Math.max(mostSlabBytes, held + more)));
    next.set(kept);
    if (this.position > 0) this.#slabs.push(this.slab.buffer);
    this.slab = next;
    this.position = 0;
  }

  /** Room for one more file, before anything of it is read. */
  prepare(): void {
    this.reserve(0, leastRoomBytes);
  }

  /** The file at `position` is `length` bytes long. */
  finish(index: number, length: number): void {
    const { table } = this;
    table[index * 3] = this.#slabs.length;
    table[index * 3 + 1] = this.position;
    table[index * 3 + 2] = length;
    this.position += length;
    this.totalBytes += length;
  }

  /** A file that was read elsewhere. */
  add(index: number, bytes: Uint8Array): void {
    this.reserve(0, bytes.length);
    this.slab.set(bytes, this.position);
    this.finish(index, bytes.length);
  }

  take(): PackedFiles {
    return { slabs: [...this.#slabs, this.slab.buffer], table: this.table, failures: this.failures };
  }
}
