import { describe } from '@nsi/core';
import { memoryError } from '../errors.ts';
import { bloomShape, wordsPerBlock } from './bloom-shape.ts';
import { decodeBloom, encodeBloom, type StoredBloom } from './bloom-bytes.ts';
import { randomSeed, WideHash } from './hash.ts';

/** What sizes a `BlockedBloomFilter`; fixed for its life. */
export interface BlockedBloomFilterOptions {
  /** Distinct keys expected. More may be added; the false positives then rise above the ratio. */
  readonly capacity: number;
  /** Share of absent keys that may be taken for present, from 1e-6 to 0.5. Default 0.01. */
  readonly falsePositiveRatio?: number;
  /** Filters with one seed and one shape can be united. Default: random, so that an outsider cannot choose keys that all seem present. */
  readonly seed?: number;
}

/** A key: strings, numbers and bytes live apart, so 1 and "1" are two keys. */
export type BloomKey = string | number | Uint8Array;

/**
 * A set that answers "surely not" or "probably": about 10 bits a key at 1 % false positives, and never a false negative.
 * All bits of a key lie in one 64-byte block, so a lookup touches one cache line (Putze, Sanders, Singler 2007).
 * Hot: see bench/structure.bench.ts.
 */
export class BlockedBloomFilter {
  readonly seed: number;
  /** Bits set for each key. */
  readonly bitsPerKey: number;
  readonly #words: Uint32Array;
  readonly #blockScale: number;
  readonly #hash: WideHash;

  constructor(source: BlockedBloomFilterOptions | StoredBloom) {
    const { seed = randomSeed() } = source;
    const { words, bitsPerKey } = 'words' in source ? source : emptyBloom(source);
    this.seed = seed | 0;
    this.bitsPerKey = bitsPerKey;
    this.#words = words;
    this.#blockScale = words.length / wordsPerBlock / 2 ** 32;
    this.#hash = new WideHash(this.seed);
  }

  get byteLength(): number {
    return this.#words.byteLength;
  }

  /** Adds `key`. */
  add(key: BloomKey): this {
    const block = this.#locate(key);
    const words = this.#words;
    let bits = this.#hash.low;
    for (let left = this.bitsPerKey; left > 0; left--) {
      bits = nextBits(bits);
      const word = block + (bits >>> 28);
      words[word] = (words[word] as number) | (1 << (bits >>> 23));
    }
    return this;
  }

  /** False: `key` was never added. True: it probably was. */
  has(key: BloomKey): boolean {
    const block = this.#locate(key);
    const words = this.#words;
    let bits = this.#hash.low;
    // All bits are looked at: they share a cache line, and a branch that leaves at the first one missing is guessed wrong by the processor.
    let isPresent = 1;
    for (let left = this.bitsPerKey; left > 0; left--) {
      bits = nextBits(bits);
      isPresent &= (words[block + (bits >>> 28)] as number) >>> (bits >>> 23);
    }
    return isPresent === 1;
  }

  /** Adds every key of `other`, which must have the same shape and seed. */
  unite(other: BlockedBloomFilter): this {
    const theirs = other.#words;
    if (other.seed !== this.seed || theirs.length !== this.#words.length || other.bitsPerKey !== this.bitsPerKey) {
      throw memoryError('NSI_MEMORY_STRUCTURE_FILTER', 'expected a filter of the same capacity, ratio and seed, got another', {
        hint: 'Create both filters with the same `capacity`, `falsePositiveRatio` and `seed`.',
      });
    }
    for (let word = 0; word < theirs.length; word++) this.#words[word] = (this.#words[word] as number) | (theirs[word] as number);
    return this;
  }

  clear(): void {
    this.#words.fill(0);
  }

  /** The filter as bytes with a checksum, for a file or another process. */
  toBytes(): Uint8Array {
    return encodeBloom({ seed: this.seed, bitsPerKey: this.bitsPerKey, words: this.#words });
  }

  /** The filter that `toBytes` wrote. Throws `NSI_MEMORY_STRUCTURE_FILTER` for bytes that are cut short, foreign or damaged. */
  static fromBytes(bytes: Uint8Array): BlockedBloomFilter {
    return new BlockedBloomFilter(decodeBloom(bytes));
  }

  /** First word of the key's block; the bits inside it follow from `#hash.low`. */
  #locate(key: BloomKey): number {
    const hash = this.#hash;
    if (typeof key === 'string') hash.ofString(key);
    else if (typeof key === 'number') hash.ofNumber(key);
    else if (key instanceof Uint8Array) hash.ofBytes(key);
    else throw memoryError('NSI_MEMORY_STRUCTURE_KEY', `expected a string, a number or bytes, got ${describe(key)}`);
    return (((hash.high >>> 0) * this.#blockScale) | 0) * wordsPerBlock;
  }
}

function emptyBloom({ capacity, falsePositiveRatio = 0.01 }: BlockedBloomFilterOptions): {
  readonly words: Uint32Array;
  readonly bitsPerKey: number;
} {
  const { blocks, bitsPerKey } = bloomShape(capacity, falsePositiveRatio);
  return { words: new Uint32Array(blocks * wordsPerBlock), bitsPerKey };
}

/** A step of a multiplicative generator; its 9 highest bits choose a word of the block and a bit of the word. */
function nextBits(bits: number): number {
  return (Math.imul(bits, 0x2c_92_77_b5) + 0x3c_6e_f3_5f) | 0;
}
