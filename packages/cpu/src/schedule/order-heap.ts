/** What an `OrderHeap` holds: lower `order` first, then lower `sequence`. */
export interface Ordered {
  readonly order: number;
  readonly sequence: number;
  /** Where it stands; kept by the heap, −1 outside of it. */
  heapIndex: number;
}

/** A binary heap whose entries know their place, so that any of them can be moved or taken out. */
export class OrderHeap<Entry extends Ordered> {
  readonly #entries: Entry[] = [];

  get size(): number {
    return this.#entries.length;
  }

  get first(): Entry | undefined {
    return this.#entries[0];
  }

  add(entry: Entry): void {
    this.#entries.push(entry);
    this.#rise(entry, this.#entries.length - 1);
  }

  /** Puts an entry whose order changed where it now belongs. */
  move(entry: Entry): void {
    if (this.#entries.length === 1) return;
    const index = entry.heapIndex;
    this.#rise(entry, index);
    if (entry.heapIndex === index) this.#sink(entry, index);
  }

  remove(entry: Entry): void {
    const index = entry.heapIndex;
    const last = this.#entries.pop() as Entry;
    entry.heapIndex = -1;
    if (last === entry) return;
    last.heapIndex = index;
    this.#entries[index] = last;
    this.move(last);
  }

  /** In no particular order. */
  values(): Iterable<Entry> {
    return this.#entries.values();
  }

  #rise(entry: Entry, from: number): void {
    const entries = this.#entries;
    let index = from;
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = entries[parentIndex] as Entry;
      if (!isBefore(entry, parent)) break;
      entries[index] = parent;
      parent.heapIndex = index;
      index = parentIndex;
    }
    entries[index] = entry;
    entry.heapIndex = index;
  }

  #sink(entry: Entry, from: number): void {
    const entries = this.#entries;
    const count = entries.length;
    let index = from;
    for (let child = 2 * index + 1; child < count; child = 2 * index + 1) {
      const right = entries[child + 1];
      if (right !== undefined && isBefore(right, entries[child] as Entry)) child++;
      const smallest = entries[child] as Entry;
      if (!isBefore(smallest, entry)) break;
      entries[index] = smallest;
      smallest.heapIndex = index;
      index = child;
    }
    entries[index] = entry;
    entry.heapIndex = index;
  }
}

function isBefore(one: Ordered, other: Ordered): boolean {
  return one.order < other.order || (one.order === other.order && one.sequence < other.sequence);
}
