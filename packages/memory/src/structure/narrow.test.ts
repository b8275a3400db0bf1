import { isNsiError } from '@nsi/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { narrow } from './narrow.ts';

test.each([
  [[0, 255], Uint8Array],
  [[-1, 127], Int8Array],
  [[0, 256], Uint16Array],
  [[-129, 0], Int16Array],
  [[0, 2 ** 32 - 1], Uint32Array],
  [[-1, 2 ** 31 - 1], Int32Array],
  [[0.5, 2 ** 20], Float32Array],
  [[-0], Float32Array],
  [[Number.NaN, Infinity], Float32Array],
  [[2 ** 40], Float32Array],
  [[2 ** 40 + 1], Float64Array],
  [[0.1], Float64Array],
  [[0.5, 2 ** 24 + 1], Float64Array],
  [[], Uint8Array],
])('puts %j into the smallest array that holds it', (values, expected) => {
  expect(narrow(values)).toBeInstanceOf(expected);
});

test('changes no bit of any number', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.double(), fc.integer(), fc.float(), fc.nat(255))), (values) => {
      const narrowed = narrow(Float64Array.from(values));

      expect(Array.from(narrowed)).toEqual(values);
    }),
  );
});

test('stays within the stated relative error', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true })), fc.constantFrom(1e-12, 1e-7, 1e-3), (values, maxRelativeError) => {
      const narrowed = narrow(values, { maxRelativeError });

      values.forEach((value, index) => {
        const got = narrowed[index]!;
        expect(Object.is(got, value) || Math.abs(got - value) <= maxRelativeError * Math.abs(value)).toBe(true);
      });
    }),
  );
});

test('takes 4 bytes for fractions when the error allows it', () => {
  expect(narrow([0.1, 0.2], { maxRelativeError: 1e-7 })).toBeInstanceOf(Float32Array);
  expect(narrow([1e300], { maxRelativeError: 0.5 })).toBeInstanceOf(Float64Array);
});

test('returns the array itself when it is narrow already', () => {
  const bytes = Uint8Array.of(1, 2);

  expect(narrow(bytes)).toBe(bytes);
});

test('refuses what is no number, and an impossible error', () => {
  expect(() => narrow([1, '2' as unknown as number])).toThrow(expect.toSatisfy((error) => isNsiError(error, 'NSI_MEMORY_STRUCTURE_KEY')));
  expect(() => narrow([1, undefined as unknown as number])).toThrow('at index 1');
  expect(() => narrow([1], { maxRelativeError: -1 })).toThrow('expected `maxRelativeError`');
});
