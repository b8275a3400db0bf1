import { sourcePlace } from './source-place.ts';

const maxKeys = 1000;
/** Between two stacks lies this part of the calls so far. */
const sparseness = 1 / 16;

/** Counts by key, of bounded size: past `maxKeys` different ones, new keys are not kept. Hot, and there are hundreds that count nothing. */
export class Tally {
  // A cell a key: counting a known one is a look-up and no write to the map.
  private counts: Map<string, { count: number }> | undefined;
  private lastKey = '';
  private lastCell: { count: number } | undefined;

  /** Tells whether the key was known. */
  add(key: string, count = 1): boolean {
    // Calls about the same thing follow each other.
    if (this.lastCell && key === this.lastKey) {
      this.lastCell.count += count;
      return true;
    }
    const counts = (this.counts ??= new Map());
    const known = counts.get(key);
    if (known) {
      known.count += count;
      this.lastKey = key;
      this.lastCell = known;
    } else if (counts.size < maxKeys) counts.set(key, { count });
    return known !== undefined;
  }

  get size(): number {
    return this.counts?.size ?? 0;
  }

  /** The most frequent 30. */
  top(): Record<string, number> {
    return Object.fromEntries(
      [...(this.counts ?? [])]
        .toSorted((left, right) => right[1].count - left[1].count)
        .slice(0, 30)
        .map(([key, { count }]) => [key, count]),
    );
  }
}

/** Where calls come from. A stack costs as much as dozens of calls, so the more there were, the fewer are looked at. */
export class Places {
  private readonly tally = new Tally();
  private seen = 0;
  private next = 1;

  /** The program makes its `count`-th call. */
  see(count: number): void {
    if (count < this.next) return;
    const place = sourcePlace();
    if (place !== '') this.tally.add(place, count - this.seen);
    this.seen = count;
    this.next = count + Math.floor(count * sparseness);
  }

  /** How many calls each place stands for, the most frequent 30. */
  top(): Record<string, number> {
    return this.tally.top();
  }
}
