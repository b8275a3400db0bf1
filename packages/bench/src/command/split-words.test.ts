import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitWords } from './split-words.ts';

test.each([
  ['node a.js', ['node', 'a.js']],
  ['node -e \'let a = 1; a\' "b c"', ['node', '-e', 'let a = 1; a', 'b c']],
  [String.raw`a\ b "say \"hi\" \n" ''`, ['a b', String.raw`say "hi" \n`, '']],
  ['  ', []],
  ['$HOME *.js | x', ['$HOME', '*.js', '|', 'x']],
  ['open "quote', undefined],
])('splits %s', (line, words) => {
  expect(splitWords(line)).toEqual(words);
});

test('brings back every list of quoted words', () => {
  const quote = (word: string): string => `'${word.replaceAll("'", String.raw`'\''`)}'`;
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' })), (words) => {
      expect(splitWords(words.map(quote).join(' '))).toEqual(words);
    }),
  );
});
