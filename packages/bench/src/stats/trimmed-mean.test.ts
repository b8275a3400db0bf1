import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mean } from './quantile.ts';
import { createRandom, normal } from './random.ts';
import { studentTQuantile } from './student-t.ts';
import { halfWidth, pValueBeyond, trimmedMean } from './trimmed-mean.ts';

const sample = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 2, maxLength: 30 });

test('without trimming it is the mean and its classical standard error', () => {
  fc.assert(
    fc.property(sample, (values) => {
      const { estimate, standardError, degrees } = trimmedMean(values, 0);

      const variance = values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1);
      expect(estimate).toBeCloseTo(mean(values), 8);
      expect(standardError).toBeCloseTo(Math.sqrt(variance / values.length), 8);
      expect(degrees).toBe(values.length - 1);
    }),
  );
});

test('moves with its values and scales with them', () => {
  fc.assert(
    fc.property(
      sample,
      fc.double({ min: 0.1, max: 10, noNaN: true }),
      fc.double({ min: -100, max: 100, noNaN: true }),
      (values, scale, shift) => {
        const plain = trimmedMean(values, 0.15);
        const moved = trimmedMean(
          values.map((value) => value * scale + shift),
          0.15,
        );

        expect(moved.estimate).toBeCloseTo(plain.estimate * scale + shift, 6);
        expect(moved.standardError).toBeCloseTo(plain.standardError * scale, 6);
      },
    ),
  );
});

test('one wild fork of seven does not move it', () => {
  const calm = trimmedMean([1, 2, 3, 4, 5, 6, 7], 0.15);
  const wild = trimmedMean([1, 2, 3, 4, 5, 6, 7e9], 0.15);

  expect(wild).toEqual(calm);
});

test('agrees with the example of the trimmed mean worked by hand', () => {
  // Ten values, a fifth trimmed: kept 3…8, winsorized 3 3 3 4 5 6 7 8 8 8.
  const { estimate, standardError, degrees } = trimmedMean([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.2);

  expect(estimate).toBeCloseTo(5.5, 12);
  expect(standardError).toBeCloseTo(Math.sqrt(42.5 / 30), 12);
  expect(degrees).toBe(5);
});

test('the interval covers the true value as often as it says', () => {
  const random = createRandom(7);
  let covered = 0;
  for (let trial = 0; trial < 4000; trial += 1) {
    const result = trimmedMean(
      Array.from({ length: 9 }, () => normal(random)),
      0.15,
    );
    if (Math.abs(result.estimate) <= halfWidth(result, 0.99)) covered += 1;
  }

  expect(covered / 4000).toBeGreaterThan(0.983);
  expect(covered / 4000).toBeLessThan(0.996);
});

test('a single value has an unbounded interval', () => {
  expect(halfWidth(trimmedMean([1], 0.15), 0.99)).toBe(Number.POSITIVE_INFINITY);
});

test('the p-value is 1 inside the margin and falls with distance', () => {
  const near = { estimate: 0.005, standardError: 0.001, degrees: 6 };
  const beyond = { estimate: 0.02, standardError: 0.001, degrees: 6 };

  expect(pValueBeyond(near, 0.01)).toBe(1);
  expect(pValueBeyond(beyond, 0.01)).toBeLessThan(1e-4);
  expect(pValueBeyond({ ...beyond, standardError: 0 }, 0.01)).toBe(0);
  expect(pValueBeyond({ estimate: studentTQuantile(0.995, 6), standardError: 1, degrees: 6 }, 0)).toBeCloseTo(0.01, 9);
});
