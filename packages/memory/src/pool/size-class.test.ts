import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOfClass, sizeClassOf } from './size-class.ts';

test('gives every request the smallest class that holds it, at most a quarter larger', () => {
  fc.assert(
    fc.property(fc.oneof(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 1025, max: 2 ** 33 })), (bytes) => {
      const sizeClass = sizeClassOf(bytes);

      expect(bytesOfClass(sizeClass)).toBeGreaterThanOrEqual(bytes);
      expect(sizeClass === 0 || bytesOfClass(sizeClass - 1) < bytes).toBe(true);
      expect(sizeClass === 0 || bytesOfClass(sizeClass) <= Math.ceil((bytes - 1) * 1.25) + 1).toBe(true);
    }),
  );
});

test('keeps powers of two as they are', () => {
  for (let bytes = 1024; bytes <= 2 ** 33; bytes *= 2) expect(bytesOfClass(sizeClassOf(bytes))).toBe(bytes);
});
