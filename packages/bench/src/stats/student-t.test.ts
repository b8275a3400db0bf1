import fc from 'fast-check';
import jstat from 'jstat';
import { expect, test } from 'vitest';
import { logGamma, studentTCdf, studentTQuantile } from './student-t.ts';

const degrees = fc.integer({ min: 1, max: 200 });

test('the distribution agrees with jstat', () => {
  fc.assert(
    fc.property(fc.double({ min: -50, max: 50, noNaN: true }), degrees, (t, df) => {
      expect(studentTCdf(t, df)).toBeCloseTo(jstat.studentt.cdf(t, df), 6);
    }),
  );
});

test('the quantile is the inverse of the distribution', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), degrees, (p, df) => {
      expect(studentTCdf(studentTQuantile(p, df), df)).toBeCloseTo(p, 10);
    }),
  );
});

test.each([
  [0.995, 4, 4.604],
  [0.995, 6, 3.707],
  [0.995, 2, 9.925],
  [0.975, 1, 12.706],
  [0.975, 30, 2.042],
])('the quantile %f at %i degrees is the %f of printed tables', (p, df, expected) => {
  expect(studentTQuantile(p, df)).toBeCloseTo(expected, 3);
});

test('the logarithm of the gamma function agrees with jstat', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 1000, noNaN: true }), (x) => {
      expect(Math.abs(logGamma(x) - jstat.gammaln(x))).toBeLessThan(1e-9 * (1 + Math.abs(jstat.gammaln(x))));
    }),
  );
});
