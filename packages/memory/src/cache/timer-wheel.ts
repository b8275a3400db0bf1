import { resized } from './column.ts';
import { noSlot } from './slot-list.ts';

const bucketsPerLevel = 64;
const none = -1;
/** Milliseconds per bucket of each level: 16 ms, 1 s, 65 s, 70 min, 75 h. */
const widths: readonly number[] = [2 ** 4, 2 ** 10, 2 ** 16, 2 ** 22, 2 ** 28];

/**
 * Deadlines of slots in a hierarchical timer wheel (Varghese and Lauck, 1987): setting, cancelling and passing one are constant-time, whatever
 * mix of ttls there is. A slot comes due at most 16 ms after its deadline, never before.
 */
export class TimerWheel {
  readonly #heads: Int32Array = new Int32Array(widths.length * bucketsPerLevel).fill(noSlot);
  #next: Int32Array = new Int32Array(0);
  #previous: Int32Array = new Int32Array(0);
  /** Bucket a slot waits in, 1 higher than its number, so that a new column says "none". */
  #buckets: Int32Array = new Int32Array(0);
  /** Milliseconds; `Infinity` for a slot that never comes due. */
  deadlines: Float64Array = new Float64Array(0);
  #nowMs: number;

  constructor(nowMs: number) {
    this.#nowMs = nowMs;
  }

  grow(count: number): void {
    this.#next = resized(this.#next, count);
    this.#previous = resized(this.#previous, count);
    this.#buckets = resized(this.#buckets, count);
    const known = this.deadlines.length;
    this.deadlines = resized(this.deadlines, count).fill(Infinity, known);
  }

  /** Sets the deadline of a slot, in place of the one it had. */
  schedule(slot: number, deadlineMs: number): void {
    this.cancel(slot);
    this.deadlines[slot] = deadlineMs;
    if (deadlineMs !== Infinity) this.#link(slot, this.#bucketOf(deadlineMs));
  }

  cancel(slot: number): void {
    const bucket = (this.#buckets[slot] as number) - 1;
    if (bucket === none) return;
    const after = this.#next[slot] as number;
    const before = this.#previous[slot] as number;
    if (before === noSlot) this.#heads[bucket] = after;
    else this.#next[before] = after;
    if (after !== noSlot) this.#previous[after] = before;
    this.#buckets[slot] = 0;
  }

  /** Moves time on and names every slot that came due. `onDue` may cancel and schedule no other slot. */
  advance(nowMs: number, onDue: (slot: number) => void): void {
    const beforeMs = this.#nowMs;
    this.#nowMs = Math.max(beforeMs, nowMs);
    for (const [level, width] of widths.entries()) {
      const before = Math.floor(beforeMs / width);
      const passed = Math.min(bucketsPerLevel, Math.floor(this.#nowMs / width) - before);
      if (passed <= 0) return;
      // The finest buckets are emptied when they are over, coarser ones when they begin: what is not due yet moves to a finer level.
      const first = level === 0 ? before : before + 1;
      for (let tick = first; tick < first + passed; tick++) this.#empty(bucketAt(level, tick), onDue);
    }
  }

  /** When `advance` should be called next: never later than a slot comes due, maybe earlier. `Infinity` when none waits. */
  nextMs(): number {
    return Math.min(...widths.map((width, level) => this.#nextOfLevel(level, width)));
  }

  #nextOfLevel(level: number, width: number): number {
    const first = Math.floor(this.#nowMs / width) + (level === 0 ? 0 : 1);
    for (let tick = first; tick < first + bucketsPerLevel; tick++) {
      if (this.#heads[bucketAt(level, tick)] !== noSlot) return (level === 0 ? tick + 1 : tick) * width;
    }
    return Infinity;
  }

  #empty(bucket: number, onDue: (slot: number) => void): void {
    let slot = this.#heads[bucket] as number;
    this.#heads[bucket] = noSlot;
    while (slot !== noSlot) {
      const next = this.#next[slot] as number;
      const deadlineMs = this.deadlines[slot] as number;
      this.#buckets[slot] = 0;
      if (deadlineMs <= this.#nowMs) onDue(slot);
      else this.#link(slot, this.#bucketOf(deadlineMs));
      slot = next;
    }
  }

  #bucketOf(deadlineMs: number): number {
    const waitMs = deadlineMs - this.#nowMs;
    const level = widths.findIndex((width) => waitMs < width * bucketsPerLevel);
    if (level !== -1) return bucketAt(level, Math.floor(Math.max(deadlineMs, this.#nowMs) / (widths[level] as number)));
    // Beyond half a year: waits in the farthest bucket and is sorted in again when that passes.
    const last = widths.length - 1;
    return bucketAt(last, Math.floor(this.#nowMs / (widths[last] as number)) + bucketsPerLevel - 1);
  }

  #link(slot: number, bucket: number): void {
    const head = this.#heads[bucket] as number;
    this.#next[slot] = head;
    this.#previous[slot] = noSlot;
    if (head !== noSlot) this.#previous[head] = slot;
    this.#heads[bucket] = slot;
    this.#buckets[slot] = bucket + 1;
  }
}

function bucketAt(level: number, tick: number): number {
  return level * bucketsPerLevel + (tick % bucketsPerLevel);
}
