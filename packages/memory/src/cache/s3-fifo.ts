import { resized } from './column.ts';
import { defineEvictionPolicy, type CacheSlots, type EvictionOrder, type EvictionPolicy } from './eviction-policy.ts';
import { newcomers, residents } from './ghost.ts';
import { NewcomerShare } from './newcomer-share.ts';
import { noSlot, SlotLinks, SlotList } from './slot-list.ts';

const visitLimit = 3;
const visitsToStay = 2;

/**
 * S3-FIFO (Yang et al., SOSP 2023): newcomers queue in a small FIFO and leave it unless they are hit again; what stays goes round a main FIFO
 * until its hits are used up. A hit only counts, so it is nearly free. The share of the small queue, fixed in the paper, follows shadow hits here.
 */
export const s3Fifo: EvictionPolicy = defineEvictionPolicy({
  name: 's3-fifo',
  visitLimit,
  needsHashes: true,
  create: (slots) => new S3FifoOrder(slots),
});

class S3FifoOrder implements EvictionOrder {
  readonly #slots: CacheSlots;
  readonly #links: SlotLinks = new SlotLinks();
  readonly #small: SlotList;
  readonly #main: SlotList;
  readonly #share: NewcomerShare = new NewcomerShare({ start: 0.1, least: 0.05, most: 0.9, near: 0.05 });
  /** 1 for slots in the main queue. */
  #isMain: Uint8Array = new Uint8Array(0);

  constructor(slots: CacheSlots) {
    this.#slots = slots;
    this.#small = new SlotList(this.#links, slots);
    this.#main = new SlotList(this.#links, slots);
  }

  grow(count: number): void {
    this.#links.grow(count);
    this.#isMain = resized(this.#isMain, count);
  }

  insert(slot: number): void {
    const { hashes, size } = this.#slots;
    if (this.#share.returned(hashes[slot] as number, size)) this.#addToMain(slot);
    else {
      this.#isMain[slot] = 0;
      this.#small.addFirst(slot);
    }
  }

  reweigh(slot: number, difference: number): void {
    this.#listOf(slot).weight += difference;
  }

  remove(slot: number): void {
    this.#listOf(slot).remove(slot);
  }

  evict(): number {
    for (;;) {
      const isSmallFull = this.#small.weight > this.#share.value * this.#slots.weight;
      const slot = this.#small.first !== noSlot && (isSmallFull || this.#main.first === noSlot) ? this.#passSmall() : this.#passMain();
      if (slot !== noSlot) return slot;
    }
  }

  clear(): void {
    this.#small.clear();
    this.#main.clear();
    this.#share.clear();
  }

  /** The oldest of the small queue leaves, or moves on to the main queue. */
  #passSmall(): number {
    const { visits, hashes, size } = this.#slots;
    const slot = this.#small.last;
    this.#small.remove(slot);
    if ((visits[slot] as number) >= visitsToStay) {
      this.#addToMain(slot);
      return noSlot;
    }
    this.#share.left(hashes[slot] as number, newcomers, size);
    return slot;
  }

  /** The oldest of the main queue leaves, or goes round once more for half of its hits. */
  #passMain(): number {
    const { visits, hashes, size } = this.#slots;
    const slot = this.#main.last;
    const count = visits[slot] as number;
    if (count > 0) {
      visits[slot] = count >>> 1;
      this.#main.moveFirst(slot);
      return noSlot;
    }
    this.#main.remove(slot);
    this.#share.left(hashes[slot] as number, residents, size);
    return slot;
  }

  #addToMain(slot: number): void {
    this.#isMain[slot] = 1;
    this.#slots.visits[slot] = 0;
    this.#main.addFirst(slot);
  }

  #listOf(slot: number): SlotList {
    return this.#isMain[slot] === 1 ? this.#main : this.#small;
  }
}
