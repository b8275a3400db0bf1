import { sourcePlace } from './source-place.ts';

/** Counts by key, of bounded size: past `maxKeys` different ones, new keys are not kept. */
export interface Tally {
  add(key: string): boolean;
  readonly size: number;
  /** The most frequent 30. */
  top(): Record<string, number>;
}

const maxKeys = 1000;

/** `add` tells whether the key was known. */
export function createTally(): Tally {
  // A cell a key: counting a known one is a look-up and no write to the map.
  const counts = new Map<string, { count: number }>();
  return {
    add(key) {
      const known = counts.get(key);
      if (known) known.count++;
      else if (counts.size < maxKeys) counts.set(key, { count: 1 });
      return known !== undefined;
    },
    get size() {
      return counts.size;
    },
    top: () =>
      Object.fromEntries(
        [...counts]
          .toSorted((left, right) => right[1].count - left[1].count)
          .slice(0, 30)
          .map(([key, { count }]) => [key, count]),
      ),
  };
}

/** Adds the place the program is at. */
export function addPlace(places: Tally): void {
  const place = sourcePlace();
  if (place !== '') places.add(place);
}
