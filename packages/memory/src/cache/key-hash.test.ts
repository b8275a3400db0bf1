import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createKeyHash } from './key-hash.ts';

test('gives equal keys of a Map equal hashes, whatever they are', () => {
  const hash = createKeyHash(1);
  fc.assert(
    fc.property(fc.anything(), (key) => {
      expect(hash(key)).toBe(hash(key));
      expect(hash(key)).toBe(hash(key) | 0);
    }),
  );
  expect(hash(-0)).toBe(hash(0));
  expect(hash(Number.NaN)).toBe(hash(Number.NaN));
});

test('spreads keys that look alike', () => {
  const hash = createKeyHash(1);
  const objects = Array.from({ length: 1000 }, () => ({}));
  const symbols = Array.from({ length: 1000 }, () => Symbol('same'));
  const keys = [
    ...Array.from({ length: 1000 }, (_, index) => `user:${index}`),
    ...Array.from({ length: 1000 }, (_, index) => index),
    ...Array.from({ length: 1000 }, (_, index) => index / 1000 + 0.1),
    ...objects,
    ...symbols,
    10n,
    true,
    null,
    undefined,
    Symbol.for('registered'),
  ];

  expect(new Set(keys.map(hash)).size).toBeGreaterThan(keys.length - 5);
});

test('depends on the seed', () => {
  expect(createKeyHash(1)('a')).not.toBe(createKeyHash(2)('a'));
});
