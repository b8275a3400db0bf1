/** A set of line numbers, kept as ranges: almost all of them lie next to each other. */
export interface LineSet {
  readonly size: number;
  has(line: number): boolean;
  add(first: number, count: number): void;
}

export function createLineSet(): LineSet {
  /** Sorted and apart: `starts[i]` to below `ends[i]`. */
  const starts: number[] = [];
  const ends: number[] = [];
  let size = 0;
  /** Index of the first range that ends at or behind `line`. */
  const placeOf = (line: number): number => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] as number) < line) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    get size() {
      return size;
    },
    has(line) {
      const place = placeOf(line + 1);
      return place < starts.length && (starts[place] as number) <= line;
    },
    add(first, count) {
      let [from, to] = [first, first + count];
      const place = placeOf(from);
      let last = place;
      for (; last < starts.length && (starts[last] as number) <= to; last++) {
        from = Math.min(from, starts[last] as number);
        to = Math.max(to, ends[last] as number);
        size -= (ends[last] as number) - (starts[last] as number);
      }
      starts.splice(place, last - place, from);
      ends.splice(place, last - place, to);
      size += to - from;
    },
  };
}
