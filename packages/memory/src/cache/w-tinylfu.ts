import { mixInt } from '../structure/hash.ts';
import { resized } from './column.ts';
import { defineEvictionPolicy, type CacheSlots, type EvictionOrder, type EvictionPolicy } from './eviction-policy.ts';
import { FrequencySketch, maxFrequency } from './frequency-sketch.ts';
import { newcomers, residents } from './ghost.ts';
import { NewcomerShare } from './newcomer-share.ts';
import { noSlot, SlotLinks, SlotList } from './slot-list.ts';

/**
 * W-TinyLFU (Einziger, Eytan, Friedman and Manes, 2017 and 2018): newcomers pass a window and enter the main part only if they were asked for
 * more often than the entry that would leave for them. Hits are counted in the slot and reach the sketch when the slot is looked at again, so that
 * a hit costs no more than in S3-FIFO; the window's share climbs by shadow hits.
 */
export const wTinyLfu: EvictionPolicy = defineEvictionPolicy({
  name: 'w-tinylfu',
  visitLimit: maxFrequency,
  needsHashes: true,
  create: (slots, { seed }) => new WTinyLfuOrder(slots, seed),
});

const protectedShare = 0.8;
const requestsPerEntryBeforeAging = 10;
/** Where the window has grown this large, the main part has earned nothing: who comes back may displace anyone there. */
const shareThatDistrustsMain = 0.8;
const visitsToStayInWindow = 2;
// An attacker who learns which keys share counters could keep warm rubbish in the main part for ever; now and then the contest is lost by chance.
const frequencyThatMayWinByChance = 6;
const chanceMask = 127;

const inWindow = 0;
const onProbation = 1;
const isProtected = 2;

class WTinyLfuOrder implements EvictionOrder {
  readonly #slots: CacheSlots;
  readonly #links: SlotLinks = new SlotLinks();
  readonly #lists: readonly [window: SlotList, probation: SlotList, shielded: SlotList];
  readonly #sketch: FrequencySketch = new FrequencySketch();
  readonly #share: NewcomerShare = new NewcomerShare({ start: 0.01, least: 0.01, most: 0.95, near: 0.1 });
  /** Which list a slot is in. */
  #places: Uint8Array = new Uint8Array(0);
  #chance: number;
  #inserts = 0;
  /** Whether an entry left since the last came in. */
  #isFull = false;
  #requestsAtAging = 0;

  constructor(slots: CacheSlots, seed: number) {
    this.#slots = slots;
    this.#chance = seed;
    this.#lists = [new SlotList(this.#links, slots), new SlotList(this.#links, slots), new SlotList(this.#links, slots)];
  }

  grow(count: number): void {
    this.#links.grow(count);
    this.#places = resized(this.#places, count);
    this.#sketch.fit(count);
  }

  insert(slot: number): void {
    const { hashes, size } = this.#slots;
    const hash = hashes[slot] as number;
    this.#inserts++;
    this.#age();
    this.#sketch.add(hash, 1);
    const isBack = this.#share.returned(hash, size);
    this.#add(slot, isBack && this.#mayReturnToMain(hash) ? onProbation : inWindow);
    if (!this.#isFull) this.#fillMain(this.#candidate());
    this.#isFull = false;
  }

  reweigh(slot: number, difference: number): void {
    this.#listOf(slot).weight += difference;
  }

  remove(slot: number): void {
    this.#listOf(slot).remove(slot);
  }

  evict(): number {
    this.#isFull = true;
    let candidate = this.#candidate();
    while (this.#fillMain(candidate)) candidate = this.#candidate();
    const victim = this.#victim();
    if (victim === noSlot) return this.#leave(candidate === noSlot ? this.#lists[inWindow].last : candidate, newcomers);
    if (candidate === noSlot) return this.#leave(victim, residents);
    if (!this.#winsOver(candidate, victim)) return this.#leave(candidate, newcomers);
    this.#move(candidate, onProbation);
    return this.#leave(victim, residents);
  }

  clear(): void {
    for (const list of this.#lists) list.clear();
    this.#sketch.clear();
    this.#share.clear();
  }

  /** The oldest of an overfull window that was not hit often enough to stay there. */
  #candidate(): number {
    const window = this.#lists[inWindow];
    const maxWeight = Math.max(1, this.#share.value * this.#slots.weight);
    while (window.weight > maxWeight) {
      const slot = window.last;
      if ((this.#slots.visits[slot] as number) < visitsToStayInWindow) return slot;
      this.#countVisits(slot);
      window.moveFirst(slot);
    }
    return noSlot;
  }

  /** The oldest on probation that was not hit there. Those that were become protected. */
  #victim(): number {
    const [, probation, shielded] = this.#lists;
    for (;;) {
      const slot = probation.last;
      if (slot === noSlot && shielded.last === noSlot) return noSlot;
      if (slot === noSlot) this.#move(shielded.last, onProbation);
      else if (this.#slots.visits[slot] === 0) return slot;
      else this.#protect(slot);
    }
  }

  #protect(slot: number): void {
    const shielded = this.#lists[isProtected];
    this.#countVisits(slot);
    this.#move(slot, isProtected);
    while (shielded.weight > protectedShare * (1 - this.#share.value) * this.#slots.weight) {
      const oldest = shielded.last;
      if (this.#slots.visits[oldest] === 0) this.#move(oldest, onProbation);
      else {
        this.#countVisits(oldest);
        shielded.moveFirst(oldest);
      }
    }
  }

  /** While the main part has room, it takes what the window cannot hold without a contest. Returns whether it did. */
  #fillMain(slot: number): boolean {
    if (slot === noSlot) return false;
    const [, probation, shielded] = this.#lists;
    const weight = probation.weight + shielded.weight + this.#slots.weightOf(slot);
    if (weight > (1 - this.#share.value) * this.#slots.weight) return false;
    this.#move(slot, onProbation);
    return true;
  }

  #mayReturnToMain(hash: number): boolean {
    if (this.#share.value >= shareThatDistrustsMain) return true;
    const victim = this.#lists[onProbation].last;
    return victim !== noSlot && this.#sketch.frequency(hash) > this.#frequencyOf(victim);
  }

  #winsOver(candidate: number, victim: number): boolean {
    const frequency = this.#frequencyOf(candidate);
    if (frequency > this.#frequencyOf(victim)) return true;
    if (frequency < frequencyThatMayWinByChance) return false;
    this.#chance = mixInt(this.#chance + 1);
    return (this.#chance & chanceMask) === 0;
  }

  #frequencyOf(slot: number): number {
    const { hashes, visits } = this.#slots;
    return this.#sketch.frequency(hashes[slot] as number) + (visits[slot] as number);
  }

  #countVisits(slot: number): void {
    const { hashes, visits } = this.#slots;
    this.#sketch.add(hashes[slot] as number, visits[slot] as number);
    visits[slot] = 0;
  }

  #age(): void {
    const requests = this.#slots.hits + this.#inserts;
    if (requests - this.#requestsAtAging < requestsPerEntryBeforeAging * this.#slots.size) return;
    this.#requestsAtAging = requests;
    this.#sketch.age();
  }

  #add(slot: number, place: typeof inWindow | typeof onProbation | typeof isProtected): void {
    this.#places[slot] = place;
    this.#lists[place].addFirst(slot);
  }

  #move(slot: number, place: typeof onProbation | typeof isProtected): void {
    this.#listOf(slot).remove(slot);
    this.#add(slot, place);
  }

  #leave(slot: number, part: typeof newcomers | typeof residents): number {
    const { hashes, size } = this.#slots;
    if (this.#slots.visits[slot] !== 0) this.#countVisits(slot);
    this.#listOf(slot).remove(slot);
    this.#share.left(hashes[slot] as number, part, size);
    return slot;
  }

  #listOf(slot: number): SlotList {
    return this.#lists[this.#places[slot] as typeof inWindow | typeof onProbation | typeof isProtected];
  }
}
