/** The two parts of a cache an entry can leave from. */
export const newcomers = 0;
export const residents = 1;
export type CachePart = typeof newcomers | typeof residents;

const ways = 4;
const leastPlacesPerEntry = 1.25;
/** Departures are counted modulo 2^30, so that a stamp of one and a part stays a small integer. */
const countMask = 0x3f_ff_ff_ff;

/**
 * Remembers which keys left lately, by hash: from which part, and how many entries left that part since. 10 to 20 bytes per entry, no keys kept.
 * A hash has four places in one cache line, the newest first; the last gives way. Two keys with one hash are taken for each other, which costs
 * a policy a worse guess and nothing else. Hot: see bench/cache-request.bench.ts.
 */
export class Ghost {
  /** Set by `take`: the part that the key left. */
  part: CachePart = newcomers;
  /** By turns a hash, and a stamp: the number of the departure, above the part in the lowest bit. A stamp of 0 is an empty place. */
  #places: Int32Array = new Int32Array(ways * 2);
  #bucketMask = 0;
  readonly #departures: [number, number] = [0, 0];

  /** `entryCount` entries are about as many as the cache holds: the table grows with them. */
  add(hash: number, part: CachePart, entryCount: number): void {
    while (entryCount * (leastPlacesPerEntry * 2) > this.#places.length) this.#double();
    const departure = (this.#departures[part] + 1) & countMask;
    this.#departures[part] = departure;
    this.#write(hash, (departure << 1) | part);
  }

  /** Forgets the key and tells how many entries left its part since it did; -1 when it is not remembered. */
  take(hash: number): number {
    const places = this.#places;
    const start = this.#startOf(hash);
    for (let place = start; place < start + ways * 2; place += 2) {
      if (places[place] !== hash) continue;
      const stamp = places[place + 1] as number;
      if (stamp === 0) continue;
      places[place + 1] = 0;
      this.part = (stamp & 1) as CachePart;
      return (this.#departures[this.part] - (stamp >>> 1)) & countMask;
    }
    return -1;
  }

  clear(): void {
    this.#places.fill(0);
  }

  /** Puts the newest in front; what it displaces moves on, up to an empty place or out of the bucket. */
  #write(hash: number, stamp: number): void {
    const places = this.#places;
    const start = this.#startOf(hash);
    let movedHash = hash;
    let movedStamp = stamp;
    for (let place = start; place < start + ways * 2 && movedStamp !== 0; place += 2) {
      const displacedHash = places[place] as number;
      const displacedStamp = places[place + 1] as number;
      places[place] = movedHash;
      places[place + 1] = movedStamp;
      movedHash = displacedHash;
      movedStamp = displacedStamp;
    }
  }

  #startOf(hash: number): number {
    return (hash & this.#bucketMask) * (ways * 2);
  }

  /** Moves everything to a table twice as large, the newest of each bucket last. */
  #double(): void {
    const places = this.#places;
    this.#bucketMask = this.#bucketMask * 2 + 1;
    this.#places = new Int32Array(places.length * 2);
    for (let place = places.length - 2; place >= 0; place -= 2) {
      if (places[place + 1] !== 0) this.#write(places[place] as number, places[place + 1] as number);
    }
  }
}
