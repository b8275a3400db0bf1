import { Ghost, newcomers, type CachePart } from './ghost.ts';

export interface NewcomerShareOptions {
  /** First value, and the bounds it stays within: shares of the cache's weight, 0 to 1. */
  readonly start: number;
  readonly least: number;
  readonly most: number;
  /** A key that comes back within this share of the cache's entries would have been a hit, had its part been that much larger. */
  readonly near: number;
}

const stepShare = 0.0009;

/**
 * How much of a cache newcomers get before they must prove themselves. It climbs the hit ratio by shadow hits (Cliffhanger, Cidon et al.,
 * NSDI 2016): a key that comes back just after it left a part says that this part would earn one more hit if it were a little larger.
 * See docs/decisions/memory-adaptive-cache-policies.md.
 */
export class NewcomerShare {
  /** The share now. */
  value: number;
  readonly #options: NewcomerShareOptions;
  readonly #ghost: Ghost = new Ghost();

  constructor(options: NewcomerShareOptions) {
    this.#options = options;
    this.value = options.start;
  }

  /** An entry left the cache from `part`. */
  left(hash: number, part: CachePart, entryCount: number): void {
    this.#ghost.add(hash, part, entryCount);
  }

  /** A key that is not in the cache comes in. Returns whether it left the newcomers so lately that a cache twice as large would still have it. */
  returned(hash: number, entryCount: number): boolean {
    const age = this.#ghost.take(hash);
    if (age < 0 || age > entryCount) return false;
    const isNewcomer = this.#ghost.part === newcomers;
    if (age <= Math.max(1, entryCount * this.#options.near)) this.#climb(isNewcomer ? 1 : -1, entryCount);
    return isNewcomer;
  }

  clear(): void {
    this.#ghost.clear();
    this.value = this.#options.start;
  }

  #climb(direction: 1 | -1, entryCount: number): void {
    const { least, most } = this.#options;
    this.value = Math.min(most, Math.max(least, this.value + direction * Math.max(stepShare, 1 / entryCount)));
  }
}
