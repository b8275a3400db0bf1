import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDigits, formatInterval, formatValue } from './format-value.ts';

test.each([
  [0, 'ns', '0 ns'],
  [0.4, 'ns', '0.4 ns'],
  [999, 'ns', '999 ns'],
  [1530, 'ns', '1.53 µs'],
  [2e6, 'ns', '2 ms'],
  [2.5e9, 'ns', '2.5 s'],
  [90e9, 'ns', '1.5 min'],
  [-1500, 'ns', '−1.5 µs'],
  [512, 'bytes', '512 B'],
  [1536, 'bytes', '1.5 KiB'],
  [12 * 2 ** 20, 'bytes', '12 MiB'],
  [84_200_000, 'ops/s', '84.2 Mops/s'],
  [950, 'ops/s', '950 ops/s'],
  [1.9, 'ratio', '1.9×'],
  [1.004, 'ratio', '1.004×'],
  [0.925, 'percent', '92.5 %'],
  [12_345, 'count', '12.3 k'],
  [1e-9, 'number', '1e−9'],
  [1e12, 'number', '1 T'],
  [1e300, 'ns', '2.78e287 h'],
  [Number.NaN, 'ns', 'no value'],
  [Infinity, 'bytes', '∞'],
  [-Infinity, 'bytes', '−∞'],
  [null, 'ns', 'no value'],
])('%s in %s reads %s', (value, unit, words) => {
  expect(formatValue(value, unit)).toBe(words);
});

test('an interval names its unit once when both ends share it', () => {
  expect(formatInterval(1790, 2030, 'ns')).toBe('1.79–2.03 µs');
  expect(formatInterval(950, 2030, 'ns')).toBe('950 ns to 2.03 µs');
  expect(formatInterval(-2, 2, 'ns')).toBe('−2 ns to 2 ns');
  expect(formatInterval(1, Infinity, 'ratio')).toBe('1× to ∞');
});

test('never writes more than it takes to read a number, and never loses its size', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1e300, max: 1e300, noNaN: true }).filter((value) => value === 0 || Math.abs(value) > 1e-300),
      (value) => {
        const text = formatDigits(value);

        expect(text.length).toBeLessThanOrEqual(11);
        expect(Math.abs(Number(text.replaceAll('−', '-')) - value)).toBeLessThanOrEqual(Math.abs(value) * 0.006);
      },
    ),
    { examples: [[0], [999.9999], [9999.5]] },
  );
});

test('a unit of the user’s own is printed behind the number', () => {
  expect(formatValue(3, 'frames')).toBe('3 frames');
  expect(formatValue(3, '__proto__')).toBe('3 __proto__');
});
