import { describe } from '@nsi/core';
import { memoryError } from '../errors.ts';
import { hashString, randomSeed } from './hash.ts';
import { slotCount } from './open-addressing.ts';

const maxBytes = 2 ** 32 - 1;

/**
 * Strings numbered from 0 in the order they come, each kept once: text in one byte arena (1 byte a character when all are Latin-1, else 2),
 * found again through a hash table of numbers. A third of the memory of a `Map` and an array, and nothing for the garbage collector to visit.
 * Hot: see bench/structure.bench.ts.
 */
export class StringDictionary {
  #size = 0;
  #arena: Buffer = Buffer.alloc(1024);
  #ends: Uint32Array = new Uint32Array(64);
  /** The hash of each string; its lowest bit says whether the string takes 2 bytes a character. */
  #hashes: Int32Array = new Int32Array(64);
  /** Numbers + 1 by hash; 0 is an empty slot. */
  #slots: Uint32Array = new Uint32Array(slotCount(0));
  readonly #seed: number = randomSeed();

  static from(texts: Iterable<string>): StringDictionary {
    const dictionary = new StringDictionary();
    for (const text of texts) dictionary.add(text);
    return dictionary;
  }

  /** How many distinct strings there are. */
  get size(): number {
    return this.#size;
  }

  get byteLength(): number {
    return this.#arena.byteLength + this.#ends.byteLength + this.#hashes.byteLength + this.#slots.byteLength;
  }

  /** The number of `text`, which is added when it is new. */
  add(text: string): number {
    if (typeof text !== 'string') throw memoryError('NSI_MEMORY_STRUCTURE_KEY', `expected a string, got ${describe(text)}`);
    const hash = hashString(text, this.#seed);
    const slot = this.#find(text, hash);
    const found = this.#slots[slot] as number;
    return found === 0 ? this.#append(text, hash, slot) : found - 1;
  }

  /** The number of `text`, or −1. */
  idOf(text: string): number {
    return (this.#slots[this.#find(text, hashString(text, this.#seed))] as number) - 1;
  }

  has(text: string): boolean {
    return this.idOf(text) >= 0;
  }

  /** The string of number `id`, or `undefined`. */
  at(id: number): string | undefined {
    if (!(id >= 0 && id < this.#size)) return undefined;
    const start = id === 0 ? 0 : (this.#ends[id - 1] as number);
    return this.#arena.toString(this.#isWide(id) ? 'utf16le' : 'latin1', start, this.#ends[id]);
  }

  *[Symbol.iterator](): Generator<string, void, undefined> {
    for (let id = 0; id < this.#size; id++) yield this.at(id) as string;
  }

  /** The slot that holds `text`, or the empty one where it belongs. */
  #find(text: string, hash: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = (hash >>> 1) & mask;
    for (let found = slots[slot] as number; found !== 0; found = slots[slot] as number) {
      if (((this.#hashes[found - 1] as number) | 1) === (hash | 1) && this.#equals(found - 1, text)) return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #append(text: string, hash: number, slot: number): number {
    const id = this.#size;
    const start = id === 0 ? 0 : (this.#ends[id - 1] as number);
    this.#reserve(start + text.length * 2, id + 1);
    const isWide = !this.#writeLatin1(text, start);
    if (isWide) this.#arena.write(text, start, 'utf16le');
    this.#ends[id] = start + text.length * (isWide ? 2 : 1);
    this.#hashes[id] = (hash & ~1) | (isWide ? 1 : 0);
    this.#slots[slot] = id + 1;
    this.#size += 1;
    if (this.#size > this.#slots.length * 0.75) this.#rehash();
    return id;
  }

  /** Whether all of `text` fits 1 byte a character; what is written before one that does not is overwritten by the caller. */
  #writeLatin1(text: string, start: number): boolean {
    const arena = this.#arena;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code > 0xff) return false;
      arena[start + index] = code;
    }
    return true;
  }

  #equals(id: number, text: string): boolean {
    const arena = this.#arena;
    const start = id === 0 ? 0 : (this.#ends[id - 1] as number);
    const length = (this.#ends[id] as number) - start;
    if (this.#isWide(id)) {
      if (length !== text.length * 2) return false;
      for (let index = 0; index < text.length; index++) {
        const at = start + index * 2;
        if (((arena[at] as number) | ((arena[at + 1] as number) << 8)) !== text.charCodeAt(index)) return false;
      }
      return true;
    }
    if (length !== text.length) return false;
    for (let index = 0; index < length; index++) if (arena[start + index] !== text.charCodeAt(index)) return false;
    return true;
  }

  #isWide(id: number): boolean {
    return ((this.#hashes[id] as number) & 1) === 1;
  }

  #reserve(bytes: number, count: number): void {
    if (bytes > maxBytes) throw memoryError('NSI_MEMORY_STRUCTURE_SIZE', 'expected at most 4 GiB of text in one dictionary, got more');
    if (bytes > this.#arena.length) {
      const arena = Buffer.alloc(Math.min(maxBytes, Math.max(bytes, this.#arena.length * 1.5)));
      this.#arena.copy(arena);
      this.#arena = arena;
    }
    if (count > this.#ends.length) {
      const capacity = Math.ceil(this.#ends.length * 1.5);
      const ends = new Uint32Array(capacity);
      const hashes = new Int32Array(capacity);
      ends.set(this.#ends);
      hashes.set(this.#hashes);
      this.#ends = ends;
      this.#hashes = hashes;
    }
  }

  #rehash(): void {
    const slots = new Uint32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let id = 0; id < this.#size; id++) {
      let slot = ((this.#hashes[id] as number) >>> 1) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id + 1;
    }
    this.#slots = slots;
  }
}
