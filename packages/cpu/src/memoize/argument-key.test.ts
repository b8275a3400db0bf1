import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { argumentKey, storedArgumentKey } from './argument-key.ts';

const plain = fc.anything({
  withBigInt: true,
  withDate: true,
  withTypedArray: true,
  withNullPrototype: true,
  withSparseArray: true,
  maxDepth: 3,
});

test('keys are equal exactly when the arguments are', () => {
  fc.assert(
    fc.property(fc.array(plain, { maxLength: 3 }), fc.array(plain, { maxLength: 3 }), (one, other) => {
      expect(argumentKey(one) === argumentKey(other)).toBe(isDeepStrictEqual(one, other));
      expect(argumentKey(structuredCloneOf(one))).toBe(argumentKey(one));
    }),
    { numRuns: 400 },
  );
});

/** A copy that keeps null prototypes and holes, which `structuredClone` does not. */
function structuredCloneOf<Value>(value: Value): Value {
  if (Array.isArray(value)) {
    const copy: unknown[] = [];
    copy.length = value.length;
    for (const index of Object.keys(value)) copy[Number(index)] = structuredCloneOf((value as unknown[])[Number(index)]);
    return copy as Value;
  }
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || value instanceof Date) return value;
  const copy = Object.create(Object.getPrototypeOf(value) as object | null) as Record<string, unknown>;
  for (const [key, one] of Object.entries(value)) Object.defineProperty(copy, key, { value: structuredCloneOf(one), enumerable: true });
  return copy as Value;
}

const hole: unknown[] = [];
hole.length = 1;

test.each([
  [['1'], [1]],
  [['null'], [null]],
  [['a', 'b'], [['a', 'b']]],
  [['a,b'], ['a', 'b']],
  [[0], [-0]],
  [[undefined], []],
  [[{ a: undefined }], [{}]],
  [[[undefined]], [hole]],
  [[hole], [[]]],
  [[1n], [1]],
  [['1n'], [1n]],
  [[new Date(0)], ['Date(0)']],
  [['\0["a"]'], ['a']],
  [[new Map([['a', 1]])], [{ a: 1 }]],
  [[new Set([1])], [[1]]],
  [[/a/g], [/a/]],
  [[new Uint8Array([1])], [Buffer.from([1])]],
])('tells %o from %o', (one, other) => {
  expect(argumentKey(one)).not.toBe(argumentKey(other));
});

test('the order of properties does not matter, that of elements does', () => {
  expect(argumentKey([{ a: 1, b: 2 }])).toBe(argumentKey([{ b: 2, a: 1 }]));
  expect(argumentKey([[1, 2]])).not.toBe(argumentKey([[2, 1]]));
});

test('functions, symbols and instances are themselves only', () => {
  class Point {
    x = 1;
  }
  const point = new Point();
  const symbol = Symbol('one');

  expect(argumentKey([point, Math.max, symbol])).toBe(argumentKey([point, Math.max, symbol]));
  expect(argumentKey([point])).not.toBe(argumentKey([new Point()]));
  expect(argumentKey([symbol])).not.toBe(argumentKey([Symbol('one')]));
  expect(argumentKey([Symbol.for('one')])).toBe(argumentKey([Symbol.for('one')]));
});

test('circles have a key', () => {
  const circle = (): unknown => {
    const one: { self?: unknown; list?: unknown } = {};
    one.self = one;
    one.list = [one];
    return one;
  };

  expect(argumentKey([circle()])).toBe(argumentKey([circle()]));
  expect(argumentKey([circle()])).not.toBe(argumentKey([{ self: {}, list: [] }]));
});

test('a store is given no key that means something else in another process', () => {
  class Point {
    x = 1;
  }

  expect(storedArgumentKey([{ b: [1], a: new Date(5) }, 'x'])).toBe('[{"a":Date(5),"b":[1,],},"x",]');
  expect(() => storedArgumentKey([new Point()])).toThrow(
    'expected arguments that mean the same in every process, got an instance of Point',
  );
  expect(() => storedArgumentKey([() => 1])).toThrow('got a function');
  expect(() => storedArgumentKey([Symbol('one')])).toThrow(expect.objectContaining({ code: 'NSI_CPU_MEMOIZE_KEY' }));
});
