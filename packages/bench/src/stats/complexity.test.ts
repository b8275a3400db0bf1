import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ComplexityClass, fitComplexity } from './complexity.ts';
import { createRandom, normal } from './random.ts';

const sizes = [16, 32, 64, 128, 256, 512, 1024, 2048, 4096];
const growth: Record<ComplexityClass, (n: number) => number> = {
  '1': () => 1,
  'log n': (n) => Math.log2(n),
  '√n': (n) => Math.sqrt(n),
  n: (n) => n,
  'n log n': (n) => n * Math.log2(n),
  'n²': (n) => n ** 2,
  'n³': (n) => n ** 3,
};

test.each(Object.keys(growth) as ComplexityClass[])('knows %s by exact costs', (name) => {
  const fit = fitComplexity(sizes.map((size) => ({ size, cost: 40 + 3 * growth[name](size) })));

  expect(fit?.best).toBe(name);
});

test('knows n log n from n under overhead and 3 % noise', () => {
  const random = createRandom(5);

  const fit = fitComplexity(sizes.map((size) => ({ size, cost: (100 + size * Math.log2(size)) * Math.exp(0.03 * normal(random)) })));

  expect(fit?.best).toBe('n log n');
  expect(fit?.exponentInterval[0]).toBeLessThan(fit?.exponent ?? 0);
  expect(fit?.exponent).toBeGreaterThan(1);
  expect(fit?.exponent).toBeLessThan(1.4);
});

test('does not depend on the unit of cost', () => {
  fc.assert(
    fc.property(fc.constantFrom(...(Object.keys(growth) as ComplexityClass[])), fc.integer({ min: 1, max: 1e6 }), (name, unit) => {
      const costs = (scale: number): { size: number; cost: number }[] =>
        sizes.map((size) => ({ size, cost: scale * (20 + growth[name](size)) }));

      expect(fitComplexity(costs(unit))?.best).toBe(fitComplexity(costs(1))?.best);
    }),
  );
});

test('says nothing from three sizes, or from zero and NaN costs', () => {
  expect(fitComplexity([1, 2, 3].map((size) => ({ size, cost: size })))).toBeUndefined();
  expect(fitComplexity(sizes.map((size) => ({ size, cost: 0 })))).toBeUndefined();
  expect(fitComplexity(sizes.map((size) => ({ size, cost: Number.NaN })))).toBeUndefined();
});

test('a size of one, where log n is nothing, does not confuse the choice', () => {
  const points = [1, 10, 100, 1000].flatMap((size) => [0.99, 1, 1.01].map((factor) => ({ size, cost: factor * size * size })));

  expect(fitComplexity(points)?.best).toBe('n²');
});
