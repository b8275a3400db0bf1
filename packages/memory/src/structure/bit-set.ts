import { describe } from '@nsi/core';
import { memoryError } from '../errors.ts';

const maxBits = 2 ** 35;

/** A set of the whole numbers from 0 to `length − 1`, one bit each. */
export class BitSet {
  readonly length: number;
  /** The bits, lowest first, 32 to a word. Bits past `length` are 0 and must stay so. */
  readonly words: Uint32Array;

  /** An empty set that can hold 0 to `length − 1`. */
  constructor(length: number) {
    if (!Number.isSafeInteger(length) || length < 0 || length > maxBits) {
      throw memoryError(
        'NSI_MEMORY_STRUCTURE_SIZE',
        `expected \`length\` to be a whole number from 0 to ${maxBits}, got ${describe(length)}`,
      );
    }
    this.length = length;
    this.words = new Uint32Array(Math.ceil(length / 32));
  }

  static from(indices: Iterable<number>, length: number): BitSet {
    const set = new BitSet(length);
    for (const index of indices) set.add(index);
    return set;
  }

  get byteLength(): number {
    return this.words.byteLength;
  }

  has(index: number): boolean {
    return ((this.words[this.#wordOf(index)] as number) & (1 << (index & 31))) !== 0;
  }

  add(index: number): this {
    const word = this.#wordOf(index);
    this.words[word] = (this.words[word] as number) | (1 << (index & 31));
    return this;
  }

  /** Whether `index` was in the set. */
  delete(index: number): boolean {
    const word = this.#wordOf(index);
    const before = this.words[word] as number;
    this.words[word] = before & ~(1 << (index & 31));
    return this.words[word] !== before;
  }

  /** Adds every index from `start` up to, not including, `end`. */
  addRange(start: number, end: number): this {
    if (start >= end) return this;
    const first = this.#wordOf(start);
    const last = this.#wordOf(end - 1);
    const startMask = -1 << (start & 31);
    const endMask = -1 >>> (31 - ((end - 1) & 31));
    const { words } = this;
    if (first === last) words[first] = (words[first] as number) | (startMask & endMask);
    else {
      words[first] = (words[first] as number) | startMask;
      words.fill(0xff_ff_ff_ff, first + 1, last);
      words[last] = (words[last] as number) | endMask;
    }
    return this;
  }

  clear(): this {
    this.words.fill(0);
    return this;
  }

  /** How many indices are in the set. */
  count(): number {
    let total = 0;
    for (let word = 0; word < this.words.length; word++) total += bitCount(this.words[word] as number);
    return total;
  }

  /** The smallest index in the set from `index` on, or −1. */
  next(index: number): number {
    if (index >= this.length) return -1;
    const { words } = this;
    let word = this.#wordOf(index);
    let bits = (words[word] as number) & (-1 << (index & 31));
    while (bits === 0) {
      word += 1;
      if (word >= words.length) return -1;
      bits = words[word] as number;
    }
    return word * 32 + lowestBit(bits);
  }

  /** Keeps what `other` has too. Sets of one length only. */
  and(other: BitSet): this {
    const mine = this.words;
    const theirs = this.#wordsOf(other);
    for (let word = 0; word < mine.length; word++) mine[word] = (mine[word] as number) & (theirs[word] as number);
    return this;
  }

  /** Adds what `other` has. */
  or(other: BitSet): this {
    const mine = this.words;
    const theirs = this.#wordsOf(other);
    for (let word = 0; word < mine.length; word++) mine[word] = (mine[word] as number) | (theirs[word] as number);
    return this;
  }

  /** Keeps what one of the two has, and not both. */
  xor(other: BitSet): this {
    const mine = this.words;
    const theirs = this.#wordsOf(other);
    for (let word = 0; word < mine.length; word++) mine[word] = (mine[word] as number) ^ (theirs[word] as number);
    return this;
  }

  /** Deletes what `other` has. */
  andNot(other: BitSet): this {
    const mine = this.words;
    const theirs = this.#wordsOf(other);
    for (let word = 0; word < mine.length; word++) mine[word] = (mine[word] as number) & ~(theirs[word] as number);
    return this;
  }

  clone(): BitSet {
    const copy = new BitSet(this.length);
    copy.words.set(this.words);
    return copy;
  }

  /** The indices, ascending. */
  toIndices(): Uint32Array {
    const indices = new Uint32Array(this.count());
    let end = 0;
    for (let word = 0; word < this.words.length; word++) {
      for (let bits = this.words[word] as number; bits !== 0; bits &= bits - 1) indices[end++] = word * 32 + lowestBit(bits);
    }
    return indices;
  }

  *[Symbol.iterator](): Generator<number, void, undefined> {
    for (let index = this.next(0); index >= 0; index = this.next(index + 1)) yield index;
  }

  #wordOf(index: number): number {
    if (!(index >= 0 && index < this.length && Number.isInteger(index))) {
      throw memoryError('NSI_MEMORY_STRUCTURE_KEY', `expected a whole number from 0 to ${this.length - 1}, got ${describe(index)}`);
    }
    return Math.floor(index / 32);
  }

  #wordsOf(other: BitSet): Uint32Array {
    if (other.length === this.length) return other.words;
    throw memoryError('NSI_MEMORY_STRUCTURE_SIZE', `expected a set of length ${this.length}, got one of length ${other.length}`);
  }
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

/** Ones in a 32-bit word, by adding neighbouring fields in parallel (Warren, Hacker's Delight, 5–1). */
function bitCount(word: number): number {
  let bits = word - ((word >>> 1) & 0x55_55_55_55);
  bits = (bits & 0x33_33_33_33) + ((bits >>> 2) & 0x33_33_33_33);
  return Math.imul((bits + (bits >>> 4)) & 0x0f_0f_0f_0f, 0x01_01_01_01) >>> 24;
}
