import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spread } from './spread.ts';

test('labels keep their distance, their order and their bounds when there is room', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { minLength: 1, maxLength: 20 }), (wanted) => {
      const places = spread(wanted, 15, 0, 300);
      const sorted = places.toSorted((a, b) => a - b);

      for (const [index, place] of sorted.slice(1).entries()) expect(place - sorted[index]!).toBeGreaterThanOrEqual(15 - 1e-9);
      expect(sorted[0]).toBeGreaterThanOrEqual(0);
      expect(sorted.at(-1)).toBeLessThanOrEqual(300 + 1e-9);
    }),
  );
});

test('labels that are far apart stay where they are', () => {
  expect(spread([200, 10, 100], 15, 0, 300)).toEqual([200, 10, 100]);
});
