import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holm } from './holm.ts';

test('agrees with the example of the paper', () => {
  const adjusted = holm([0.01, 0.04, 0.03, 0.005]);

  expect(adjusted.map((p) => Number(p.toFixed(4)))).toEqual([0.03, 0.06, 0.06, 0.02]);
});

test('never lowers a p-value, never changes their order, never exceeds Bonferroni', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 }), (pValues) => {
      const adjusted = holm(pValues);

      for (const [index, p] of pValues.entries()) {
        expect(adjusted[index]).toBeGreaterThanOrEqual(p);
        expect(adjusted[index]).toBeLessThanOrEqual(Math.min(1, p * pValues.length) + 1e-12);
        const ofLarger = adjusted.filter((_, other) => p < (pValues[other] as number));
        expect(adjusted[index]).toBeLessThanOrEqual(Math.min(1, ...ofLarger));
      }
    }),
  );
});

test('one question needs no adjustment, none gives none', () => {
  expect(holm([0.04])).toEqual([0.04]);
  expect(holm([])).toEqual([]);
});
