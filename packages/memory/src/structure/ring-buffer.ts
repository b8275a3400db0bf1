import { describe } from '@nsi/core';
import { memoryError } from '../errors.ts';
import { emptySlots } from './empty-slots.ts';
import { type NumberType, numberTypes } from './number-type.ts';

/** What a `RingBuffer` stores; fixed for its life. */
export interface RingBufferOptions {
  /** Keeps numbers in a typed array of this element, which converts them as typed arrays do. Left out: an array of any values. */
  readonly of?: NumberType;
}

const maxCapacity = 2 ** 30;

/** The last `capacity` values pushed: once full, each push overwrites the oldest. Allocates nothing after it is made. */
export class RingBuffer<Value = number> {
  readonly capacity: number;
  readonly #slots: { [slot: number]: Value };
  readonly #isTyped: boolean;
  #first = 0;
  #size = 0;

  constructor(capacity: number, { of }: RingBufferOptions = {}) {
    if (!Number.isInteger(capacity) || capacity < 1 || capacity > maxCapacity) {
      throw memoryError(
        'NSI_MEMORY_STRUCTURE_SIZE',
        `expected \`capacity\` to be a whole number from 1 to ${maxCapacity}, got ${describe(capacity)}`,
      );
    }
    this.capacity = capacity;
    this.#isTyped = of !== undefined;
    this.#slots = (of === undefined ? emptySlots<unknown>(capacity) : numberTypes[of].create(capacity)) as {
      [slot: number]: Value;
    };
  }

  get size(): number {
    return this.#size;
  }

  get isFull(): boolean {
    return this.#size === this.capacity;
  }

  /** Adds the newest; returns the oldest when that had to go. */
  push(value: Value): Value | undefined {
    const slot = this.#slotOf(this.#size);
    if (this.#size < this.capacity) {
      this.#slots[slot] = value;
      this.#size += 1;
      return undefined;
    }
    const oldest = this.#slots[slot];
    this.#slots[slot] = value;
    this.#first = this.#slotOf(1);
    return oldest;
  }

  /** Takes the oldest away. */
  shift(): Value | undefined {
    if (this.#size === 0) return undefined;
    const slot = this.#first;
    const value = this.#slots[slot];
    if (!this.#isTyped) this.#slots[slot] = undefined as Value;
    this.#first = this.#slotOf(1);
    this.#size -= 1;
    return value;
  }

  /** The value `index` places behind the oldest, or before the end when negative. */
  at(index: number): Value | undefined {
    const place = index < 0 ? this.#size + index : index;
    return place >= 0 && place < this.#size ? this.#slots[this.#slotOf(place)] : undefined;
  }

  clear(): void {
    if (!this.#isTyped) for (let slot = 0; slot < this.capacity; slot++) this.#slots[slot] = undefined as Value;
    this.#first = 0;
    this.#size = 0;
  }

  /** Oldest first. */
  toArray(): Value[] {
    return [...this];
  }

  *[Symbol.iterator](): Generator<Value, void, undefined> {
    for (let index = 0; index < this.#size; index++) yield this.at(index) as Value;
  }

  #slotOf(place: number): number {
    const slot = this.#first + place;
    return slot < this.capacity ? slot : slot - this.capacity;
  }
}
