import { describe } from '@nsi/core';
import { memoryError } from '../errors.ts';
import { emptySlots } from './empty-slots.ts';
import { mixInt, randomSeed } from './hash.ts';
import { slotCount } from './open-addressing.ts';

/** What an `IntMap` stores: `any` takes every value, the others are numbers in 4 or 8 bytes. */
export type IntMapValues = 'int32' | 'uint32' | 'float64' | 'any';

/** What an `IntMap` stores, and how much room it begins with. The kind of values is fixed for its life. */
export interface IntMapOptions {
  /** Default `float64`, which holds every number. `int32` and `uint32` take half the bytes and refuse what does not fit. */
  readonly values?: IntMapValues;
  /** Entries expected: that many go in without a rehash. Default 0. */
  readonly capacity?: number;
}

const emptyKey = 0;
const smallSlots = 1024;
/** Past this many keys a bulk insert is partitioned first, so that it writes where the processor's caches are warm. */
const partitionedFrom = 50_000;
const partitionBits = 8;

/**
 * A `Map` from 32-bit integers, in flat arrays: an open-addressed table with linear probing, at most three quarters full.
 * Iterates in no particular order. The hash is seeded for each map, so keys chosen by an outsider do not collide on purpose.
 * Hot: see bench/structure.bench.ts.
 */
export class IntMap<Value = number> {
  #size = 0;
  #keys: Int32Array = new Int32Array(0);
  #values: Slots<Value>;
  #shift = 0;
  #maxSize = 0;
  // The key 0 marks an empty slot, so its own entry stands beside the table.
  #hasZero = false;
  #zeroValue: Value | undefined;
  readonly #kind: IntMapValues;
  readonly #seed: number = randomSeed();

  constructor({ values = 'float64', capacity = 0 }: IntMapOptions = {}) {
    if (!Object.hasOwn(slotsOf, values)) {
      throw memoryError(
        'NSI_MEMORY_STRUCTURE_SIZE',
        `expected \`values\` to be ${Object.keys(slotsOf).join(', ')}, got ${describe(values)}`,
      );
    }
    this.#kind = values;
    this.#values = this.#resize(slotCount(capacity));
  }

  /** A map of `keys[i]` to `values[i]`; of a key that comes twice the last value stays. */
  static from<Value = number>(
    keys: ArrayLike<number>,
    values: ArrayLike<Value>,
    options: Omit<IntMapOptions, 'capacity'> = {},
  ): IntMap<Value> {
    return new IntMap<Value>({ ...options, capacity: keys.length }).setAll(keys, values);
  }

  get size(): number {
    return this.#size + (this.#hasZero ? 1 : 0);
  }

  /** Bytes of the table; what values of kind `any` refer to is not counted. */
  get byteLength(): number {
    const valueBytes = ArrayBuffer.isView(this.#values) ? this.#values.byteLength : this.#values.length * 8;
    return this.#keys.byteLength + valueBytes;
  }

  get(key: number): Value | undefined {
    const slot = this.#find(key);
    if (slot >= 0) return this.#values[slot];
    return key === emptyKey ? this.#zeroValue : undefined;
  }

  has(key: number): boolean {
    return this.#find(key) >= 0 || (key === emptyKey && this.#hasZero);
  }

  set(key: number, value: Value): this {
    if ((key | 0) !== key) throw keyError(key);
    this.#checkValue(value);
    if (key === emptyKey) {
      this.#hasZero = true;
      this.#zeroValue = value;
      return this;
    }
    const keys = this.#keys;
    const mask = keys.length - 1;
    let slot = mixInt(key ^ this.#seed) >>> this.#shift;
    for (let found = keys[slot]; found !== emptyKey; found = keys[slot]) {
      if (found === key) {
        this.#values[slot] = value;
        return this;
      }
      slot = (slot + 1) & mask;
    }
    keys[slot] = key;
    this.#values[slot] = value;
    this.#size += 1;
    if (this.#size > this.#maxSize) this.#grow(keys.length * (keys.length < smallSlots ? 4 : 2));
    return this;
  }

  /** Sets `keys[i]` to `values[i]` for every i: two to three times as fast as one `set` after the other. */
  setAll(keys: ArrayLike<number>, values: ArrayLike<Value>): this {
    if (keys.length !== values.length) {
      throw memoryError('NSI_MEMORY_STRUCTURE_SIZE', `expected as many values as keys (${keys.length}), got ${values.length}`);
    }
    const needed = slotCount(this.#size + keys.length);
    if (needed > this.#keys.length) this.#grow(needed);
    if (keys.length < partitionedFrom) return this.#insertAll(keys, values);
    const parted = this.#partition(keys, values);
    return this.#insertAll(parted.keys, parted.values);
  }

  /** Whether there was an entry to delete. */
  delete(key: number): boolean {
    if (key === emptyKey) {
      const hadZero = this.#hasZero;
      this.#hasZero = false;
      this.#zeroValue = undefined;
      return hadZero;
    }
    const slot = this.#find(key);
    if (slot < 0) return false;
    this.#closeGap(slot);
    this.#size -= 1;
    return true;
  }

  /** Deletes every entry and gives the table's memory back. */
  clear(): void {
    this.#size = 0;
    this.#hasZero = false;
    this.#zeroValue = undefined;
    this.#values = this.#resize(slotCount(0));
  }

  *keys(): Generator<number, void, undefined> {
    for (const [key] of this) yield key;
  }

  *[Symbol.iterator](): Generator<[key: number, value: Value], void, undefined> {
    if (this.#hasZero) yield [emptyKey, this.#zeroValue as Value];
    const keys = this.#keys;
    const values = this.#values;
    for (let slot = 0; slot < keys.length; slot++) {
      const key = keys[slot] as number;
      if (key !== emptyKey) yield [key, values[slot] as Value];
    }
  }

  /** As `set` for each, into a table that has room for all: nothing is looked up twice. */
  #insertAll(keys: ArrayLike<number>, values: ArrayLike<Value>): this {
    const tableKeys = this.#keys;
    const tableValues = this.#values;
    const shift = this.#shift;
    const seed = this.#seed;
    const mask = tableKeys.length - 1;
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index] as number;
      const value = values[index] as Value;
      if ((key | 0) !== key || key === emptyKey) {
        this.set(key, value);
        continue;
      }
      this.#checkValue(value);
      let slot = mixInt(key ^ seed) >>> shift;
      let found = tableKeys[slot];
      while (found !== emptyKey && found !== key) {
        slot = (slot + 1) & mask;
        found = tableKeys[slot];
      }
      if (found === emptyKey) {
        tableKeys[slot] = key;
        this.#size += 1;
      }
      tableValues[slot] = value;
    }
    return this;
  }

  /** Copies in which the keys of one part of the table stand together, otherwise in the order they came. */
  #partition(keys: ArrayLike<number>, values: ArrayLike<Value>): { readonly keys: Int32Array; readonly values: Slots<Value> } {
    const shift = 32 - partitionBits;
    const next = new Uint32Array((1 << partitionBits) + 1);
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index] as number;
      if ((key | 0) !== key) throw keyError(key);
      this.#checkValue(values[index] as Value);
      const part = (mixInt(key ^ this.#seed) >>> shift) + 1;
      next[part] = (next[part] as number) + 1;
    }
    for (let part = 1; part < next.length; part++) next[part] = (next[part] as number) + (next[part - 1] as number);
    const partedKeys = new Int32Array(keys.length);
    const partedValues = slotsOf[this.#kind](keys.length) as Slots<Value>;
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index] as number;
      const part = mixInt(key ^ this.#seed) >>> shift;
      const place = next[part] as number;
      partedKeys[place] = key;
      partedValues[place] = values[index] as Value;
      next[part] = place + 1;
    }
    return { keys: partedKeys, values: partedValues };
  }

  /** The slot of `key`, or −1. */
  #find(key: number): number {
    if ((key | 0) !== key) throw keyError(key);
    const keys = this.#keys;
    const mask = keys.length - 1;
    let slot = mixInt(key ^ this.#seed) >>> this.#shift;
    for (let found = keys[slot]; found !== emptyKey; found = keys[slot]) {
      if (found === key) return slot;
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  /** Moves later entries of a probe chain back, so that no chain is broken and no tombstone is left. */
  #closeGap(gap: number): void {
    const keys = this.#keys;
    const values = this.#values;
    const mask = keys.length - 1;
    let hole = gap;
    for (let slot = (hole + 1) & mask; keys[slot] !== emptyKey; slot = (slot + 1) & mask) {
      const home = mixInt((keys[slot] as number) ^ this.#seed) >>> this.#shift;
      // An entry may fill the hole unless its home lies behind the hole on the way to its slot.
      if (((slot - home) & mask) < ((slot - hole) & mask)) continue;
      keys[hole] = keys[slot] as number;
      values[hole] = values[slot] as Value;
      hole = slot;
    }
    keys[hole] = emptyKey;
    if (Array.isArray(values)) values[hole] = undefined as Value;
  }

  #grow(slots: number): void {
    const oldKeys = this.#keys;
    const oldValues = this.#values;
    const values = this.#resize(slots);
    moveAll({ keys: oldKeys, values: oldValues }, { keys: this.#keys, values }, this.#seed, this.#shift);
    this.#values = values;
  }

  /** Fresh, empty keys of `slots` slots, a power of two, and the values that go with them. */
  #resize(slots: number): Slots<Value> {
    this.#keys = new Int32Array(slots);
    this.#shift = Math.clz32(slots) + 1;
    this.#maxSize = slots * 0.75;
    return slotsOf[this.#kind](slots) as Slots<Value>;
  }

  #checkValue(value: Value): void {
    const kind = this.#kind;
    if (kind === 'any') return;
    const fits =
      kind === 'float64'
        ? typeof value === 'number'
        : kind === 'int32'
          ? ((value as number) | 0) === value
          : (value as number) >>> 0 === value;
    if (!fits) throw memoryError('NSI_MEMORY_STRUCTURE_KEY', `expected a value of kind ${kind}, got ${describe(value)}`);
  }
}

interface Table<Value> {
  readonly keys: Int32Array;
  readonly values: Slots<Value>;
}

/** Slots that are looked through at a time: what they hold stays in the processor's first cache. */
const slotsAtOnce = 1024;
const occupied: Uint32Array = new Uint32Array(slotsAtOnce);

/**
 * Copies every entry into an empty table. Slots are the hash's high bits, so the old order is the new order and the copy runs through memory in
 * one direction. Occupied slots are listed first, without a branch: one for every slot is guessed wrong too often. A function of its own, because
 * V8 leaves a method that is called once in thousands of sets in a middle tier.
 */
function moveAll<Value>(from: Table<Value>, to: Table<Value>, seed: number, shift: number): void {
  const { keys: oldKeys, values: oldValues } = from;
  const { keys, values } = to;
  const mask = keys.length - 1;
  for (let start = 0; start < oldKeys.length; start += slotsAtOnce) {
    const end = Math.min(oldKeys.length, start + slotsAtOnce);
    let count = 0;
    for (let old = start; old < end; old++) {
      const key = oldKeys[old] as number;
      occupied[count] = old;
      // 1 for every key but 0.
      count += (key | -key) >>> 31;
    }
    for (let index = 0; index < count; index++) {
      const old = occupied[index] as number;
      const key = oldKeys[old] as number;
      let slot = mixInt(key ^ seed) >>> shift;
      while (keys[slot] !== emptyKey) slot = (slot + 1) & mask;
      keys[slot] = key;
      values[slot] = oldValues[old] as Value;
    }
  }
}

/** The part of arrays and typed arrays that a table uses. */
interface Slots<Value> {
  readonly length: number;
  [slot: number]: Value;
}

const slotsOf: Readonly<Record<IntMapValues, (slots: number) => Slots<number> | Slots<unknown>>> = Object.freeze({
  int32: (slots: number) => new Int32Array(slots),
  uint32: (slots: number) => new Uint32Array(slots),
  float64: (slots: number) => new Float64Array(slots),
  any: (slots: number) => emptySlots<unknown>(slots),
});

function keyError(key: unknown): Error {
  return memoryError('NSI_MEMORY_STRUCTURE_KEY', `expected a whole number from −2^31 to 2^31 − 1, got ${describe(key)}`, {
    hint: 'Keys above 2^31 − 1 fit as `key | 0` when they are unsigned 32-bit numbers.',
  });
}
