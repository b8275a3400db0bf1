import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesText, durationText, ratioText, ratioWords, waitText } from './quantity.ts';

test.each([
  [0.5, '0.50 ns'],
  [12.34, '12.3 ns'],
  [1234, '1.23 µs'],
  [999_900, '1.00 ms'],
  [3.2e9, '3.20 s'],
  [0, '0 ns'],
  [Number.NaN, '–'],
])('writes %d ns as %s', (ns, text) => {
  expect(durationText(ns)).toBe(text);
});

test.each([
  [512, '512 B'],
  [1536, '1.50 KiB'],
  [3 * 2 ** 30, '3.00 GiB'],
])('writes %d bytes as %s', (bytes, text) => {
  expect(bytesText(bytes)).toBe(text);
});

test.each([
  [0.5, '2.00× faster'],
  [3, '3.00× slower'],
  [0.96, '4.0 % less time'],
  [1.042, '4.2 % more time'],
  [1, 'the same'],
  [0, 'unknown'],
  [Number.NaN, 'unknown'],
])('says of the ratio %d: %s', (ratio, words) => {
  expect(ratioWords(ratio)).toBe(words);
});

test.each([
  [400, '1 s'],
  [72_000, '1 min 12 s'],
  [3_720_000, '1 h 2 min'],
])('writes a wait of %d ms as %s', (milliseconds, text) => {
  expect(waitText(milliseconds)).toBe(text);
});

test('never writes an exponent or more than seven figures', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-3, max: 1e12, noNaN: true }), (ns) => /^\d{1,7}(\.\d{1,2})? (ns|µs|ms|s)$/.test(durationText(ns))),
  );
  fc.assert(fc.property(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (ratio) => /^\d{1,4}(\.\d{1,3})?$/.test(ratioText(ratio))));
});
