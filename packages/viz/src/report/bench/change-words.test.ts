import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answerWords, boundsWords, changeWords, intervalWords } from './change-words.ts';

const plain = (text: string): string => text.replaceAll('\u00A0', ' ');

test.each([
  [0.5, '2 times faster'],
  [1 / 1.9, '1.9 times faster'],
  [2.25, '2.25 times slower'],
  [1 / 1.12, '12 % faster'],
  [1.043, '4.3 % slower'],
  [1, 'equally fast'],
  [0.99999, 'equally fast'],
  [0, '∞ times faster'],
  [1e-9, '1e9 times faster'],
  [Number.NaN, 'not measured'],
])('says a ratio of %d as "%s"', (ratio, expected) => {
  expect(plain(changeWords(ratio))).toBe(expected);
});

test.each([
  [[0.5, 0.55], 'between 1.82 and 2'],
  [[1.02, 1.043], 'between 2 and 4.3 %'],
  [[0.97, 1.02], 'between 2 % slower and 3.1 % faster'],
  [[0.5, 0.8], 'between 25 % and 2 times'],
  [[0.9, 1], 'between equally fast and 11 % faster'],
  [[0.5, 0.5], 'about 2 times faster'],
] as const)('says the interval %j as "%s"', (interval, expected) => {
  expect(plain(intervalWords(interval))).toBe(expected);
});

test('a ratio and its inverse differ in the direction alone', () => {
  fc.assert(
    fc.property(fc.integer({ min: 101, max: 1e6 }), (hundredths) => {
      const ratio = hundredths / 100 + 0.000_123;

      expect(changeWords(1 / ratio)).toBe(changeWords(ratio).replace('slower', 'faster'));
    }),
  );
});

test('claims a change only where one was shown', () => {
  expect(plain(answerWords('improvement', 0.5))).toBe('2 times faster');
  expect(answerWords('no change', 0.995)).toBe('no change');
  expect(answerWords('inconclusive', 0.9)).toBe('undecided');
  expect(plain(boundsWords('improvement', 0.5, [0.45, 0.55]))).toBe('between 1.82 and 2.22');
  expect(plain(boundsWords('inconclusive', 0.98, [0.94, 1.02]))).toBe('2 % faster, between 2 % slower and 6.4 % faster');
});
