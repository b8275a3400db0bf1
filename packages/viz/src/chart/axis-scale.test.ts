import fc from 'fast-check';
import { expect, test } from 'vitest';
import { axisScale } from './axis-scale.ts';
import { drawableNumber } from './parse-chart-data.ts';

const value = fc.double({ min: -1e12, max: 1e12, noNaN: true }).map(drawableNumber);
const units = fc.constantFrom('ns', 'bytes', 'ratio', 'percent', 'number');

test('the axis holds every value, whatever the values are', () => {
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 20 }), units, fc.constantFrom('auto', 'linear'), (values, unit, choice) => {
      const { domain, ticks } = axisScale(values, { unit, choice });

      const rounding = (Math.max(...values) - Math.min(...values)) * 1e-8;

      expect(domain[0]).toBeLessThanOrEqual(Math.min(...values) + rounding);
      expect(domain[1]).toBeGreaterThanOrEqual(Math.max(...values) - rounding);
      expect(domain[0]).toBeLessThan(domain[1]);
      expect(ticks.length).toBeLessThanOrEqual(24);
    }),
  );
});

test('no two ticks read alike', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-9, max: 1e12, noNaN: true }),
      fc.double({ min: 1.001, max: 1e9, noNaN: true }),
      units,
      (low, factor, unit) => {
        const { labels } = axisScale([low, low * factor], { unit });

        expect(new Set(labels).size).toBe(labels.length);
      },
    ),
  );
});

test('takes a logarithm where positive values span two decades, never below zero', () => {
  expect(axisScale([1, 99], { unit: 'ns' }).type).toBe('linear');
  expect(axisScale([1, 100], { unit: 'ns' }).type).toBe('log');
  expect(axisScale([0, 100], { unit: 'ns' }).type).toBe('linear');
  expect(axisScale([-5, 100], { unit: 'ns', choice: 'log' })).toMatchObject({
    type: 'log',
    domain: [expect.any(Number), expect.any(Number)],
  });
});

test('starts bars at zero and ends on a round number of the unit', () => {
  expect(axisScale([3 * 2 ** 20], { unit: 'bytes', choice: 'linear', include: 0 })).toMatchObject({
    domain: [0, 3 * 2 ** 20],
    labels: expect.arrayContaining(['0 MiB', '3 MiB']),
  });
});

test('an axis without a finite value runs from 0 to 1', () => {
  expect(axisScale([Number.NaN, Infinity], { unit: 'ns' }).domain).toEqual([0, 1]);
});

test('a logarithmic axis ends on a number, however far apart its values are', () => {
  for (const unit of ['bytes', ''] as const) {
    const { domain, ticks } = axisScale([5e-324, 1e258, 1.7e308], { unit, choice: 'log' });
    expect(domain[0]).toBeGreaterThan(0);
    expect(domain[1]).toBeLessThan(Infinity);
    expect(ticks.every((tick, index) => tick > (ticks[index - 1] ?? 0))).toBe(true);
  }
  expect(axisScale([1e-262, 1e258], { unit: '', choice: 'log' }).domain[1]).toBe(1e258);
});
