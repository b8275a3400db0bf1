import { isNsiError } from '@nsi/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { StringDictionary } from './string-dictionary.ts';

const texts = fc.array(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('', '\u0000', 'ÿ', 'Ā', '\uD800', '😀')), {
  maxLength: 200,
});

test('numbers strings in the order they come and gives every one back unchanged', () => {
  fc.assert(
    fc.property(texts, (given) => {
      const dictionary = new StringDictionary();
      const model: string[] = [];

      for (const text of given) {
        const known = model.indexOf(text);
        expect(dictionary.idOf(text)).toBe(known);
        expect(dictionary.add(text)).toBe(known >= 0 ? known : model.push(text) - 1);
      }

      expect(dictionary.size).toBe(model.length);
      expect([...dictionary]).toEqual(model);
    }),
  );
});

test('keeps its answers while it grows', () => {
  const count = 20_000;
  const dictionary = StringDictionary.from(Array.from({ length: count }, (_, index) => `key-${index}`));

  for (let id = 0; id < count; id++) {
    expect(dictionary.idOf(`key-${id}`)).toBe(id);
    expect(dictionary.at(id)).toBe(`key-${id}`);
  }
  expect(dictionary.has('key-20000')).toBe(false);
});

test('takes less than half the bytes that the strings and a Map of them would', () => {
  const list = Array.from({ length: 10_000 }, (_, index) => `customer-${index}`);
  const asObjects = list.reduce((total, text) => total + 16 + Math.ceil(text.length / 8) * 8, 0) + 2 ** 14 * 28 + list.length * 8;

  expect(StringDictionary.from(list).byteLength).toBeLessThan(asObjects / 2);
});

test('has no string for a number it never gave out, and takes strings only', () => {
  const dictionary = StringDictionary.from(['a']);

  expect([dictionary.at(-1), dictionary.at(1), dictionary.at(Number.NaN)]).toEqual([undefined, undefined, undefined]);
  expect(() => dictionary.add(5 as unknown as string)).toThrow(expect.toSatisfy((error) => isNsiError(error, 'NSI_MEMORY_STRUCTURE_KEY')));
});
