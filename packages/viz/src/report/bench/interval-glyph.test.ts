import fc from 'fast-check';
import { expect, test } from 'vitest';
import { intervalGlyph, speedAxis } from './interval-glyph.ts';

const attribute = (markup: string, name: string): readonly number[] =>
  [...markup.matchAll(new RegExp(`\\s${name}="([-\\d.]+)%"`, 'g'))].map(([, value]) => Number(value));

test('has 1× on its axis, and at most six ticks', () => {
  const bound = fc.double({ min: 1e-9, max: 1e9, noNaN: true });

  fc.assert(
    fc.property(fc.array(fc.tuple(bound, bound), { maxLength: 20 }), (intervals) => {
      const { low, high, ticks } = speedAxis(intervals.map(([a, b]) => [Math.min(a, b), Math.max(a, b)]));

      expect(low).toBeLessThan(0);
      expect(high).toBeGreaterThan(0);
      expect(ticks).toContain(1);
      expect(ticks.length).toBeLessThanOrEqual(6);
    }),
  );
});

test('puts faster to the right, and the point between the ends of the bar', () => {
  const axis = speedAxis([
    [0.4, 0.6],
    [1.9, 2.1],
  ]);

  const { markup } = intervalGlyph(axis, 0.5, [0.4, 0.6], 'improvement');

  const [left, width] = [attribute(markup, 'x')[0]!, attribute(markup, 'width').at(-1)!];
  const [middle] = attribute(markup, 'cx') as [number];
  expect(middle).toBeGreaterThan(50);
  expect(left).toBeLessThan(middle);
  expect(left + width).toBeGreaterThan(middle);
});

test.each([0, Infinity, -1, Number.NaN])('draws a ratio of %d at an end of the axis', (ratio) => {
  const { markup } = intervalGlyph(speedAxis([[ratio, ratio]]), ratio, [ratio, ratio], 'inconclusive');

  expect(markup).not.toMatch(/NaN|Infinity/);
});
