import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commonReach, intervalBar } from './interval-bar.ts';

test.each([
  [{ ratio: 0.5, interval: [0.4, 0.62] as const }, '   ├●┤  ┊        '],
  [{ ratio: 1, interval: [1, 1] as const }, '        ●        '],
  [{ ratio: 0.1, interval: [0.01, 0.9] as const }, '●──────┤┊        '],
])('draws %j', (figures, bar) => {
  expect(intervalBar(figures, { cells: 17, reach: 4 })).toBe(bar);
});

test('always fills its cells and shows one point, whatever the figures', () => {
  const figure = fc.double({ min: 0 });
  fc.assert(
    fc.property(figure, figure, figure, fc.integer({ min: 3, max: 60 }), (ratio, low, high, cells) => {
      const bar = intervalBar({ ratio, interval: [low, high] }, { cells, reach: commonReach([{ ratio, interval: [low, high] }]) });

      expect(Array.from(bar)).toHaveLength(cells);
      expect(Array.from(bar).filter((character) => character === '●')).toHaveLength(1);
    }),
  );
});

test('the reach shows the farthest bound, within 5 % and 20-fold', () => {
  expect(commonReach([])).toBe(1.05);
  expect(commonReach([{ ratio: 0.5, interval: [0.25, 0.6] }])).toBeCloseTo(4);
  expect(
    commonReach([
      { ratio: 1, interval: [0, Infinity] },
      { ratio: 1, interval: [0.001, 2] },
    ]),
  ).toBe(20);
});
