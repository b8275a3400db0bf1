import { defineEvictionPolicy, type CacheSlots, type EvictionOrder, type EvictionPolicy } from './eviction-policy.ts';
import { noSlot, SlotLinks, SlotList } from './slot-list.ts';

/** SIEVE (Zhang et al., NSDI 2024): a hand walks from oldest to newest, spares what was hit since it last passed, and evicts the first that was not. */
export const sieve: EvictionPolicy = defineEvictionPolicy({ name: 'sieve', visitLimit: 1, create: (slots) => new SieveOrder(slots) });

class SieveOrder implements EvictionOrder {
  readonly #slots: CacheSlots;
  readonly #links: SlotLinks = new SlotLinks();
  readonly #list: SlotList;
  #hand: number = noSlot;

  constructor(slots: CacheSlots) {
    this.#slots = slots;
    this.#list = new SlotList(this.#links, slots);
  }

  grow(count: number): void {
    this.#links.grow(count);
  }

  insert(slot: number): void {
    this.#list.addFirst(slot);
  }

  remove(slot: number): void {
    if (this.#hand === slot) this.#hand = this.#list.before(slot);
    this.#list.remove(slot);
  }

  evict(): number {
    const { visits } = this.#slots;
    let slot = this.#hand === noSlot ? this.#list.last : this.#hand;
    while (visits[slot] !== 0) {
      visits[slot] = 0;
      const newer = this.#list.before(slot);
      slot = newer === noSlot ? this.#list.last : newer;
    }
    this.#hand = slot;
    this.remove(slot);
    return slot;
  }

  clear(): void {
    this.#list.clear();
    this.#hand = noSlot;
  }
}
