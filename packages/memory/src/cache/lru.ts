import { defineEvictionPolicy, type CacheSlots, type EvictionOrder, type EvictionPolicy } from './eviction-policy.ts';
import { SlotLinks, SlotList } from './slot-list.ts';

/** Least recently used: the entry that was not touched for longest leaves. The baseline others are measured against. */
export const lru: EvictionPolicy = defineEvictionPolicy({ name: 'lru', create: (slots) => new LruOrder(slots) });

class LruOrder implements EvictionOrder {
  readonly #links: SlotLinks = new SlotLinks();
  readonly #list: SlotList;

  constructor(slots: CacheSlots) {
    this.#list = new SlotList(this.#links, slots);
  }

  grow(count: number): void {
    this.#links.grow(count);
  }

  insert(slot: number): void {
    this.#list.addFirst(slot);
  }

  hit(slot: number): void {
    this.#list.moveFirst(slot);
  }

  remove(slot: number): void {
    this.#list.remove(slot);
  }

  evict(): number {
    const slot = this.#list.last;
    this.#list.remove(slot);
    return slot;
  }

  clear(): void {
    this.#list.clear();
  }
}
