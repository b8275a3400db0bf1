/**
 * A set of unsigned 32-bit numbers, compressed: for sets far apart or far too large for a `BitSet`. Comes from a driver, such as `roaring`.
 * Its memory lies outside the JavaScript heap: dispose it.
 */
export interface SparseBitSet extends Disposable {
  readonly size: number;
  add(index: number): SparseBitSet;
  /** Adds every index of a list, which is much faster than one after the other. */
  addAll(indices: Uint32Array): SparseBitSet;
  has(index: number): boolean;
  /** Whether `index` was in the set. */
  delete(index: number): boolean;
  /** Keeps what `other`, of the same driver, has too. */
  and(other: SparseBitSet): SparseBitSet;
  or(other: SparseBitSet): SparseBitSet;
  xor(other: SparseBitSet): SparseBitSet;
  andNot(other: SparseBitSet): SparseBitSet;
  /** The indices, ascending. */
  toIndices(): Uint32Array;
}

/** What a driver makes a `SparseBitSet` of. */
export interface SparseBitSetOptions {
  /** What is in the set from the start. */
  readonly indices?: Uint32Array;
}
