import fc from 'fast-check';
import jstat from 'jstat';
import { expect, test } from 'vitest';
import { mean, median, medianAbsoluteDeviation, quantile, sorted } from './quantile.ts';

const sample = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 60 });

test('quantiles agree with jstat', () => {
  fc.assert(
    fc.property(sample, fc.double({ min: 0, max: 1, noNaN: true }), (values, q) => {
      fc.pre(values.length > 1); // jstat has no quantile of one value
      expect(quantile(values, q)).toBeCloseTo(jstat.quantiles(values, [q], 1, 1)[0] as number, 6);
    }),
  );
});

test('a quantile never leaves the sample and never falls as q rises', () => {
  fc.assert(
    fc.property(sample, fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (values, one, other) => {
      const low = quantile(values, Math.min(one, other));
      const high = quantile(values, Math.max(one, other));

      expect(low).toBeLessThanOrEqual(high + 1e-6);
      expect(low).toBeGreaterThanOrEqual(Math.min(...values));
      expect(high).toBeLessThanOrEqual(Math.max(...values));
    }),
  );
});

test('leaves its argument as it was', () => {
  const values = [3, 1, 2];

  expect([...sorted(values)]).toEqual([1, 2, 3]);
  expect(values).toEqual([3, 1, 2]);
});

test('the median absolute deviation ignores one wild value', () => {
  expect(medianAbsoluteDeviation([1, 2, 3, 4, 1e9])).toBe(1);
});

test('nothing has no median and no mean', () => {
  expect(median([])).toBeNaN();
  expect(mean([])).toBeNaN();
});
