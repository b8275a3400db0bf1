import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createArena } from '../arena/arena.ts';
import { randomOf, randomValue } from '../../test/random-expression.ts';
import { kernel } from './kernel.ts';

const identity = kernel((x) => x);
const rounded = kernel((x) => x, { precision: 'f32' });

test('adds what a plain sum loses', () => {
  expect(identity.reduce('sum', Float64Array.of(1e16, 1, -1e16))).toBe(1);
});

test('adds a million values exactly, in an arena and outside', () => {
  using arena = createArena({ maxBytes: 2 ** 26 });
  const x = Float64Array.from({ length: 1_000_003 }, (_, index) => (index % 7) + 0.1);
  // In whole tenths there is nothing to round.
  const tenths = x.reduce((sum, _, index) => sum + (index % 7) * 10 + 1, 0);

  expect(identity.reduce('sum', x)).toBeCloseTo(tenths / 10, 7);
  expect(identity.reduce('sum', arena.from(x))).toBe(identity.reduce('sum', x));
});

test('32-bit results are added in 64 bits', () => {
  const x = new Float32Array(100_003).fill(0.1);

  expect(rounded.reduce('sum', x)).toBeCloseTo(100_003 * Math.fround(0.1), 9);
});

test('a sum that is not finite is the one of plain addition', () => {
  const plain = (x: Float64Array): number => x.reduce((sum, value) => sum + value, 0);
  for (const x of [Float64Array.of(1, Infinity, 2), Float64Array.of(Infinity, -Infinity), Float64Array.of(1, NaN)]) {
    expect(identity.reduce('sum', x)).toBe(plain(x));
  }
});

test.each(['min', 'max'] as const)('%s is that of Math over all elements, NaN and zeros of both signs included', (kind) => {
  const random = randomOf(3);
  fc.assert(
    fc.property(fc.nat(60), fc.boolean(), (length, isSingle) => {
      const ArrayClass = isSingle ? Float32Array : Float64Array;
      const x = new ArrayClass(length).map(() => {
        const value = randomValue(random);
        // NaN now and then: it would hide everything else.
        return Number.isNaN(value) && random() < 0.95 ? 0 : value;
      });

      const got = (isSingle ? rounded : identity).reduce(kind, x);

      expect(Object.is(got, Math[kind](...x))).toBe(true);
    }),
  );
});

test('whole numbers reduce like others', () => {
  const x = Int16Array.from({ length: 1000 }, (_, index) => ((index * 7919) % 3001) - 1500);

  expect(kernel((x, k) => x * k).reduce('min', x, 2)).toBe(2 * Math.min(...x));
  expect(kernel((x, k) => x * k).reduce('sum', x, 2)).toBe(2 * x.reduce((sum, value) => sum + value, 0));
});

test('fast sums are near the exact ones', () => {
  const x = Float64Array.from({ length: 10_001 }, (_, index) => Math.cos(index));

  expect(kernel((x) => x, { fast: true }).reduce('sum', x)).toBeCloseTo(identity.reduce('sum', x), 9);
});
