import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPlain } from './plain-value.ts';

test('law: what is plain can be cloned and comes out equal', () => {
  fc.assert(
    fc.property(fc.anything({ withTypedArray: true, withDate: true, withMap: true, withNullPrototype: true }), (value) => {
      expect(isPlain(value) ? structuredClone(value) : value).toEqual(value);
    }),
  );
});

test('knows small trees, long lists of numbers and typed arrays', () => {
  expect([{ a: [1, { b: 'c' }] }, Array.from({ length: 1e4 }, () => 1), new Uint8Array(8), null, undefined, 1n].every(isPlain)).toBe(true);
});

test('doubts functions, symbols, getters, classes, detached buffers, cycles and large trees', () => {
  const bytes = new Uint8Array(8);
  structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
  const cycle: unknown[] = [];
  cycle.push(cycle);
  const large = Array.from({ length: 100 }, () => ({}));
  const getter = Object.defineProperty({}, 'a', { get: () => 1, enumerable: true });

  expect([() => 1, [Symbol('a')], getter, new URL('file:///'), bytes, cycle, large].some(isPlain)).toBe(false);
});
