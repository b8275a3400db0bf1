import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { findDifference } from './difference.ts';

const tree = fc.anything({
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withDate: true,
  withBigInt: true,
  withNullPrototype: true,
  maxDepth: 3,
});

test('everything equals its own clone', () => {
  fc.assert(fc.property(fc.clone(tree, 2), ([one, other]) => findDifference(one, other) === undefined));
});

test('finds a difference wherever node does', () => {
  fc.assert(
    fc.property(tree, tree, (one, other) => {
      expect(findDifference(one, other) === undefined).toBe(isDeepStrictEqual(one, other));
    }),
    { numRuns: 500 },
  );
});

test.each([
  [[1, 2, 3], [1, 5, 3], { at: '[1]', expected: '2', actual: '5' }],
  [[{ name: 'a' }], [{ name: 'b' }], { at: '[0].name', expected: "'a'", actual: "'b'" }],
  [[1, 2], [1, 2, 3], { at: '.length', expected: '2', actual: '3' }],
  [{ a: 1 }, {}, { at: '.a', expected: '1', actual: "'no such property'" }],
  [{}, { 'two words': 1 }, { at: '["two words"]', expected: "'no such property'", actual: '1' }],
  [new Map([['a', [1]]]), new Map([['a', [2]]]), { at: ".get('a')[0]", expected: '1', actual: '2' }],
  [new Set([1]), new Set([2]), { at: '.values()', expected: '1', actual: "'no such value'" }],
  [Float64Array.of(1, 2), Float64Array.of(1, 3), { at: '[1]', expected: '2', actual: '3' }],
  [Uint8Array.of(1), Uint16Array.of(1), { at: '', expected: 'an instance of Uint8Array', actual: 'an instance of Uint16Array' }],
  [-0, 0, { at: '', expected: '-0', actual: '0' }],
  [Float64Array.of(-0), Float64Array.of(0), { at: '[0]', expected: '-0', actual: '0' }],
  [Number.NaN, 0, { at: '', expected: 'NaN', actual: '0' }],
  [[undefined], Array.from<unknown>({ length: 0 }), { at: '.length', expected: '1', actual: '0' }],
  [new Date(1), new Date(2), { at: '', expected: '1', actual: '2' }],
  ['1', 1, { at: '', expected: "'1'", actual: '1' }],
])('of %o and %o names the place and both values', (expected, actual, difference) => {
  expect(findDifference(expected, actual)).toEqual(difference);
});

test('NaN equals NaN, in typed arrays too', () => {
  expect(findDifference([Number.NaN], [Number.NaN])).toBeUndefined();
  expect(findDifference(Float32Array.of(Number.NaN), Float32Array.of(Number.NaN))).toBeUndefined();
});

test('a tolerance allows small differences and the sign of zero, never NaN', () => {
  const float = { relative: 1e-9 };

  expect(findDifference([1], [1 + 1e-12], float)).toBeUndefined();
  expect(findDifference(Float64Array.of(1e300), Float64Array.of(1e300 * (1 + 1e-10)), float)).toBeUndefined();
  expect(findDifference(0, -0, float)).toBeUndefined();
  expect(findDifference([1], [1.001], float)).toMatchObject({ at: '[0]' });
  expect(findDifference(1, Number.NaN, float)).toBeDefined();
  expect(findDifference(Infinity, 1, float)).toBeDefined();
});

test('maps and sets are equal in any order, with objects as keys and members', () => {
  const one = new Map<unknown, unknown>([
    [{ id: 1 }, 'a'],
    [{ id: 2 }, 'b'],
  ]);
  const other = new Map<unknown, unknown>([
    [{ id: 2 }, 'b'],
    [{ id: 1 }, 'a'],
  ]);

  expect(findDifference(one, other)).toBeUndefined();
  expect(findDifference(new Set([[1], [2]]), new Set([[2], [1]]))).toBeUndefined();
  expect(findDifference(new Set([[1], [1]]), new Set([[1], [2]]))).toBeDefined();
});

test('cycles end', () => {
  const one: Record<string, unknown> = { name: 'loop' };
  one['self'] = one;
  const other: Record<string, unknown> = { name: 'loop' };
  other['self'] = other;

  expect(findDifference(one, other)).toBeUndefined();
});

test('the words stay short for a huge value', () => {
  const found = findDifference('x'.repeat(1e6), 'y'.repeat(1e6));

  expect(found?.expected.length).toBeLessThan(130);
});
