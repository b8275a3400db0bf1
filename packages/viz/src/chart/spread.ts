/**
 * Places near `wanted`, in the same order, at least `distance` apart and between `low` and `high`: labels beside points that lie close.
 * Needs `(wanted.length − 1) · distance ≤ high − low`; places run past `high` otherwise.
 */
export function spread(wanted: readonly number[], distance: number, low: number, high: number): readonly number[] {
  const order = wanted.map((_, index) => index).toSorted((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0) || a - b);
  const places: number[] = [];
  let floor = low;
  for (const index of order) {
    places[index] = Math.max(floor, wanted[index] ?? low);
    floor = (places[index] ?? 0) + distance;
  }
  let ceiling = Math.max(high, low + (wanted.length - 1) * distance);
  for (const index of order.toReversed()) {
    places[index] = Math.min(ceiling, places[index] ?? 0);
    ceiling = (places[index] ?? 0) - distance;
  }
  return places;
}
