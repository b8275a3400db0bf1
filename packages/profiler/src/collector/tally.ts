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
  const counts = new Map<string, number>();
  return {
    add(key) {
      const before = counts.get(key);
      if (before !== undefined || counts.size < maxKeys) counts.set(key, (before ?? 0) + 1);
      return before !== undefined;
    },
    get size() {
      return counts.size;
    },
    top: () => Object.fromEntries([...counts].toSorted((left, right) => right[1] - left[1]).slice(0, 30)),
  };
}

/** Adds the place the program is at. */
export function addPlace(places: Tally): void {
  const place = sourcePlace();
  if (place !== '') places.add(place);
}
