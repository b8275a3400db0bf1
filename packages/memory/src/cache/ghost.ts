/** The two parts of a cache an entry can leave from. */
export const newcomers = 0;
export const residents = 1;
export type CachePart = typeof newcomers | typeof residents;

const ways = 4;
const placesPerEntry = 1.5;
const ageMask = 0x7f_ff_ff_ff;

/**
 * Remembers which keys left lately, by hash: from which part, and how many entries left that part since. 12 bytes per entry, no keys kept.
 * A hash has four places; the one that left longest ago gives way. Two keys with one hash are taken for each other, which costs a policy
 * a worse guess and nothing else.
 */
export class Ghost {
  /** Set by `take`: the part that the key left. */
  part: CachePart = newcomers;
  #hashes: Int32Array = new Int32Array(0);
  /** Departure number in its part, above the part in the lowest bit. */
  #stamps: Int32Array = new Int32Array(0);
  #buckets = 0;
  readonly #departures: [number, number] = [0, 0];

  /** `entryCount` entries are about as many as the cache holds: the table grows with them. */
  add(hash: number, part: CachePart, entryCount: number): void {
    if (entryCount * placesPerEntry > this.#hashes.length) this.#grow(entryCount);
    const departure = (this.#departures[part] + 1) & (ageMask >>> 1);
    this.#departures[part] = departure;
    this.#write(hash, (departure << 1) | part);
  }

  /** Forgets the key and tells how many entries left its part since it did; `Infinity` when it is not remembered. */
  take(hash: number): number {
    const start = this.#bucketOf(hash);
    for (let place = start; place < start + ways; place++) {
      if (this.#hashes[place] !== hash) continue;
      const stamp = this.#stamps[place] as number;
      if (stamp === 0) continue;
      this.part = (stamp & 1) as CachePart;
      this.#stamps[place] = 0;
      return this.#ageOf(stamp);
    }
    return Infinity;
  }

  clear(): void {
    this.#stamps.fill(0);
  }

  #write(hash: number, stamp: number): void {
    const start = this.#bucketOf(hash);
    let oldest = start;
    let oldestAge = -1;
    for (let place = start; place < start + ways; place++) {
      const present = this.#stamps[place] as number;
      const age = present === 0 ? Infinity : this.#ageOf(present);
      if (age > oldestAge) {
        oldest = place;
        oldestAge = age;
      }
    }
    this.#hashes[oldest] = hash;
    this.#stamps[oldest] = stamp;
  }

  #ageOf(stamp: number): number {
    return (this.#departures[(stamp & 1) as CachePart] - (stamp >>> 1)) & (ageMask >>> 1);
  }

  #bucketOf(hash: number): number {
    return Math.floor(((hash >>> 0) * this.#buckets) / 2 ** 32) * ways;
  }

  #grow(entryCount: number): void {
    const hashes = this.#hashes;
    const stamps = this.#stamps;
    this.#buckets = Math.max(4, Math.ceil((entryCount * placesPerEntry) / ways), Math.ceil((hashes.length * 1.5) / ways));
    this.#hashes = new Int32Array(this.#buckets * ways);
    this.#stamps = new Int32Array(this.#buckets * ways);
    for (let place = 0; place < hashes.length; place++) {
      if (stamps[place] !== 0) this.#write(hashes[place] as number, stamps[place] as number);
    }
  }
}
