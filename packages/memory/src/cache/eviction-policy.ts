/** What a policy may know of the entries: they are numbered slots, from 0 up, reused when an entry leaves. Arrays are replaced as the cache grows: read them from here every time. */
export interface CacheSlots {
  /** Entries there are. */
  readonly size: number;
  /** Their weights together: bytes when the cache has `maxBytes`, else the same as `size`. */
  readonly weight: number;
  /** Hits of all entries since the cache was made. */
  readonly hits: number;
  /** Hits of each slot since the policy last wrote it, counted up to the policy's `visitLimit`. */
  readonly visits: Uint8Array;
  /** Seeded 32-bit hash of each slot's key; filled for policies with `needsHashes`. */
  readonly hashes: Int32Array;
  weightOf(slot: number): number;
}

/** The order in which entries leave: live, owned by one cache. */
export interface EvictionOrder {
  /** Called before slots up to `count` − 1 are used. */
  grow(count: number): void;
  /** A new entry took `slot`; its `visits` are 0. */
  insert(slot: number): void;
  /** `slot` was hit. Leave it out and set `visitLimit` to make hits nearly free. */
  hit?(slot: number): void;
  /** The weight of `slot` changed by `difference`. */
  reweigh?(slot: number, difference: number): void;
  /** `slot` left for another reason: deleted, replaced or expired. */
  remove(slot: number): void;
  /** Chooses the entry that leaves, takes it out of the order and returns its slot. Called only when there is one. */
  evict(): number;
  clear(): void;
}

/** What a policy may use beside the slots. */
export interface EvictionSetup {
  /** Seed for hashes and random choices: secret and different in every cache unless the cache was given one. */
  readonly seed: number;
}

/** A named way to choose which entry leaves a full cache. Inert: every cache asks it for an order of its own. */
export interface EvictionPolicy {
  readonly name: string;
  /** Highest count the cache keeps in `visits`, 0 to 255. 0: hits are not counted. */
  readonly visitLimit: number;
  /** Whether `hashes` must be filled. */
  readonly needsHashes: boolean;
  create(slots: CacheSlots, setup: EvictionSetup): EvictionOrder;
}

/**
 * Freezes a policy of your own, to be passed as `policy`.
 * @example
 * ```ts
 * import { createCache, defineEvictionPolicy } from '@nsi/memory';
 *
 * const newestFirst = defineEvictionPolicy({
 *   name: 'newest-first',
 *   create() {
 *     const order = new Set<number>();
 *     return {
 *       grow() {},
 *       insert: (slot) => void order.add(slot),
 *       remove: (slot) => void order.delete(slot),
 *       evict() {
 *         const newest = [...order].at(-1)!;
 *         order.delete(newest);
 *         return newest;
 *       },
 *       clear: () => order.clear(),
 *     };
 *   },
 * });
 * const cache = createCache<string, number>({ max: 100, policy: newestFirst });
 * ```
 */
export function defineEvictionPolicy(
  policy: Pick<EvictionPolicy, 'name' | 'create'> & Partial<Pick<EvictionPolicy, 'visitLimit' | 'needsHashes'>>,
): EvictionPolicy {
  return Object.freeze({ visitLimit: 0, needsHashes: false, ...policy });
}
