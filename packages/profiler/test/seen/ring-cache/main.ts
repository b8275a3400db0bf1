// Right answer: hash-small
// Spreads the keys of a cache over nodes by consistent hashing, and moves them when a node joins.
import { HashRing } from './hash-ring.ts';

interface Node {
  readonly name: string;
  readonly entries: Map<string, number>;
}

class SpreadCache {
  readonly #nodes = new Map<string, Node>();
  readonly #ring = new HashRing({ points: 120 });

  join(name: string): number {
    this.#nodes.set(name, { name, entries: new Map() });
    this.#ring.add(name);
    return this.#rebalance();
  }

  set(key: string, value: number): void {
    this.#nodeOf(key)?.entries.set(key, value);
  }

  get(key: string): number | undefined {
    return this.#nodeOf(key)?.entries.get(key);
  }

  #nodeOf(key: string): Node | undefined {
    return this.#nodes.get(this.#ring.ownerOf(key));
  }

  #rebalance(): number {
    let moved = 0;
    for (const node of this.#nodes.values()) {
      for (const [key, value] of node.entries) {
        const owner = this.#nodeOf(key);
        if (owner === undefined || owner === node) continue;
        node.entries.delete(key);
        owner.entries.set(key, value);
        moved++;
      }
    }
    return moved;
  }
}

const cache = new SpreadCache();
for (const name of ['alpha', 'beta', 'gamma']) cache.join(name);
for (let n = 0; n < 30_000; n++) cache.set(`session:${n}`, n);
let hits = 0;
for (let n = 0; n < 1_000_000; n++) if (cache.get(`session:${(n * 7) % 40_000}`) !== undefined) hits++;
console.log(hits, 'hits,', cache.join('delta'), 'moved');
