import { defineDriver, describe, type DefinedDriver } from '@nsi/core';
import { memoryError } from '../errors.ts';
import type { SparseBitSet, SparseBitSetOptions } from '../structure/sparse-bit-set.ts';

/**
 * Sparse sets of `roaring-wasm`, which must be installed.
 * @example
 * using active = await roaring.open({ indices: columns.where('isActive', true) });
 */
export const roaring: DefinedDriver<SparseBitSetOptions, SparseBitSet> = defineDriver({
  name: 'roaring',
  needs: { package: 'roaring-wasm', range: '^1.1.0' },
  load: async () => {
    const library: RoaringLibrary = await import('roaring-wasm');
    await library.roaringLibraryInitialize();
    return library;
  },
  create: ({ RoaringBitmap32 }, { indices }: SparseBitSetOptions): SparseBitSet => wrap(new RoaringBitmap32(indices)),
});

/** The part of the library that is called here. */
interface RoaringLibrary {
  roaringLibraryInitialize(): Promise<unknown>;
  readonly RoaringBitmap32: new (indices?: Uint32Array) => Bitmap;
}

interface Bitmap {
  readonly size: number;
  add(index: number): unknown;
  addMany(indices: Uint32Array): unknown;
  has(index: number): boolean;
  delete(index: number): boolean;
  andInPlace(other: never): unknown;
  orInPlace(other: never): unknown;
  xorInPlace(other: never): unknown;
  andNotInPlace(other: never): unknown;
  toUint32Array(): Uint32Array;
  dispose(): unknown;
}

const bitmaps = new WeakMap<SparseBitSet, Bitmap>();

function wrap(bitmap: Bitmap): SparseBitSet {
  const set: SparseBitSet = {
    get size() {
      return bitmap.size;
    },
    add(index) {
      bitmap.add(checked(index));
      return set;
    },
    addAll(indices) {
      bitmap.addMany(indices);
      return set;
    },
    has: (index) => bitmap.has(index),
    delete: (index) => bitmap.delete(index),
    and: (other) => combine('andInPlace', other),
    or: (other) => combine('orInPlace', other),
    xor: (other) => combine('xorInPlace', other),
    andNot: (other) => combine('andNotInPlace', other),
    toIndices: () => bitmap.toUint32Array(),
    [Symbol.dispose]: () => void bitmap.dispose(),
  };
  bitmaps.set(set, bitmap);
  return set;

  function combine(operation: 'andInPlace' | 'orInPlace' | 'xorInPlace' | 'andNotInPlace', other: SparseBitSet): SparseBitSet {
    const theirs = bitmaps.get(other);
    if (!theirs) throw memoryError('NSI_MEMORY_STRUCTURE_KEY', `expected a set made by the same driver, got ${describe(other)}`);
    bitmap[operation](theirs as never);
    return set;
  }
}

function checked(index: number): number {
  if (index >>> 0 === index) return index;
  throw memoryError('NSI_MEMORY_STRUCTURE_KEY', `expected a whole number from 0 to 2^32 − 1, got ${describe(index)}`);
}
