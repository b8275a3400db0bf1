const never = 2 ** 31 - 1;

/**
 * Hits of the best possible cache of `capacity` entries on a trace it knows in advance (Belady, 1966): what leaves is what is asked for last,
 * even if that is the newest. No policy can do better.
 */
export function countOptimalHits(ids: Int32Array, distinct: number, capacity: number): number {
  const nextUses = nextUsesOf(ids, distinct);
  /** Next use of each key in the cache; 0 for a key that is not there. */
  const present = new Int32Array(distinct);
  const farthest = new UseHeap();
  let size = 0;
  let hits = 0;
  for (let index = 0; index < ids.length; index++) {
    const id = ids[index] as number;
    const nextUse = nextUses[index] as number;
    if (present[id] === 0) size++;
    else hits++;
    present[id] = nextUse;
    farthest.push(nextUse, id);
    while (size > capacity) {
      const useOf = farthest.topUse;
      const key = farthest.pop();
      // What was used since it was pushed is in the heap once more, with its later use.
      if (present[key] !== useOf) continue;
      present[key] = 0;
      size--;
    }
  }
  return hits;
}

/** For each request, the place in the trace where its key comes next; never 0. */
function nextUsesOf(ids: Int32Array, distinct: number): Int32Array {
  const nextUses = new Int32Array(ids.length);
  const seen = new Int32Array(distinct).fill(never);
  for (let index = ids.length - 1; index >= 0; index--) {
    const id = ids[index] as number;
    nextUses[index] = seen[id] as number;
    seen[id] = index;
  }
  return nextUses;
}

/** A binary heap of keys, the one with the latest use on top. */
class UseHeap {
  readonly #uses: number[] = [];
  readonly #keys: number[] = [];

  get topUse(): number {
    return this.#uses[0] as number;
  }

  push(use: number, key: number): void {
    const uses = this.#uses;
    const keys = this.#keys;
    let place = uses.length;
    while (place > 0) {
      const parent = (place - 1) >>> 1;
      if ((uses[parent] as number) >= use) break;
      uses[place] = uses[parent] as number;
      keys[place] = keys[parent] as number;
      place = parent;
    }
    uses[place] = use;
    keys[place] = key;
  }

  /** Removes the top and returns its key. */
  pop(): number {
    const uses = this.#uses;
    const keys = this.#keys;
    const top = keys[0] as number;
    const use = uses.pop() as number;
    const key = keys.pop() as number;
    if (uses.length > 0) this.#sinkFromTop(use, key);
    return top;
  }

  #sinkFromTop(use: number, key: number): void {
    const uses = this.#uses;
    const keys = this.#keys;
    let place = 0;
    for (let child = 1; child < uses.length; child = place * 2 + 1) {
      if (child + 1 < uses.length && (uses[child + 1] as number) > (uses[child] as number)) child++;
      if ((uses[child] as number) <= use) break;
      uses[place] = uses[child] as number;
      keys[place] = keys[child] as number;
      place = child;
    }
    uses[place] = use;
    keys[place] = key;
  }
}
