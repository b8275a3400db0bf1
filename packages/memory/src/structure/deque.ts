import { emptySlots } from './empty-slots.ts';

const minSlots = 16;

/**
 * A list that grows and shrinks at both ends in constant time, where `Array.prototype.shift` moves every element.
 * A ring over an array whose length is a power of two. Hot: see bench/structure.bench.ts.
 */
export class Deque<Value> {
  #slots: (Value | undefined)[] = emptySlots(minSlots);
  #first = 0;
  #size = 0;

  static from<Value>(values: Iterable<Value>): Deque<Value> {
    const deque = new Deque<Value>();
    for (const value of values) deque.push(value);
    return deque;
  }

  get size(): number {
    return this.#size;
  }

  /** Adds behind the last. */
  push(value: Value): this {
    if (this.#size === this.#slots.length) this.#resize(this.#size * 2);
    // The length is a power of two, so `&` wraps without a division.
    this.#slots[(this.#first + this.#size) & (this.#slots.length - 1)] = value;
    this.#size += 1;
    return this;
  }

  /** Adds before the first. */
  unshift(value: Value): this {
    if (this.#size === this.#slots.length) this.#resize(this.#size * 2);
    this.#first = (this.#first - 1) & (this.#slots.length - 1);
    this.#slots[this.#first] = value;
    this.#size += 1;
    return this;
  }

  /** Takes the last away. */
  pop(): Value | undefined {
    if (this.#size === 0) return undefined;
    this.#size -= 1;
    return this.#take((this.#first + this.#size) & (this.#slots.length - 1));
  }

  /** Takes the first away. */
  shift(): Value | undefined {
    if (this.#size === 0) return undefined;
    const slot = this.#first;
    this.#first = (slot + 1) & (this.#slots.length - 1);
    this.#size -= 1;
    return this.#take(slot);
  }

  /** The value `index` places behind the first, or before the end when negative. */
  at(index: number): Value | undefined {
    const place = index < 0 ? this.#size + index : index;
    if (!(place >= 0 && place < this.#size)) return undefined;
    return this.#slots[(this.#first + place) & (this.#slots.length - 1)];
  }

  clear(): void {
    this.#slots = emptySlots(minSlots);
    this.#first = 0;
    this.#size = 0;
  }

  toArray(): Value[] {
    return [...this];
  }

  *[Symbol.iterator](): Generator<Value, void, undefined> {
    for (let index = 0; index < this.#size; index++) yield this.at(index) as Value;
  }

  #take(slot: number): Value | undefined {
    const value = this.#slots[slot];
    this.#slots[slot] = undefined;
    // Halved at a quarter, not at a half, so that a push and a pop in turn never resize each time.
    if (this.#slots.length > minSlots && this.#size < this.#slots.length / 4) this.#resize(this.#slots.length / 2);
    return value;
  }

  #resize(count: number): void {
    const slots = emptySlots<Value>(count);
    const mask = this.#slots.length - 1;
    for (let index = 0; index < this.#size; index++) slots[index] = this.#slots[(this.#first + index) & mask];
    this.#slots = slots;
    this.#first = 0;
  }
}
