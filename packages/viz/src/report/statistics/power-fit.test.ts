import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitPower } from './power-fit.ts';

test('finds the exponent of an exact power law', () => {
  fc.assert(
    fc.property(fc.double({ min: -3, max: 3, noNaN: true }), fc.double({ min: 0.01, max: 1000, noNaN: true }), (exponent, factor) => {
      const fit = fitPower([1, 10, 100, 1000].map((x) => ({ x, y: factor * x ** exponent })));

      expect(fit?.exponent).toBeCloseTo(exponent, 6);
      expect(fit?.factor).toBeCloseTo(factor, 6);
    }),
  );
});

test('gives the interval a textbook gives', () => {
  const points = [1, 2, 3, 4, 5].map((log, index) => ({ x: Math.exp(log), y: Math.exp([1.1, 1.9, 3.2, 3.8, 5.1][index]!) }));

  const fit = fitPower(points);

  // Slope 0.99, residual sum of squares 0.107, t(3) = 3.182: 0.99 ± 3.182 · √(0.107 / 3 / 10).
  expect(fit?.exponent).toBeCloseTo(0.99, 10);
  expect(fit?.interval[0]).toBeCloseTo(0.99 - 0.19, 2);
});

test('says that two points tell nothing of the error', () => {
  expect(
    fitPower([
      { x: 1, y: 1 },
      { x: 10, y: 10 },
    ])?.interval,
  ).toEqual([-Infinity, Infinity]);
});

test('fits nothing through one size or through values without a logarithm', () => {
  expect(
    fitPower([
      { x: 5, y: 1 },
      { x: 5, y: 2 },
    ]),
  ).toBeUndefined();
  expect(
    fitPower([
      { x: 0, y: 1 },
      { x: 1, y: -1 },
      { x: Number.NaN, y: 1 },
    ]),
  ).toBeUndefined();
  expect(fitPower([])).toBeUndefined();
});
