import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findDifference } from './difference.ts';
import { snapshot } from './snapshot.ts';

test('a copy equals what it was made from', () => {
  fc.assert(
    fc.property(fc.anything({ withMap: true, withSet: true, withTypedArray: true, withDate: true, maxDepth: 3 }), (value) => {
      expect(findDifference(value, snapshot(value)?.copy)).toBeUndefined();
    }),
  );
});

test.each([
  ['an array sorted in place', { list: [3, 1, 2] }, (input: { list: number[] }) => input.list.copyWithin(0, 1), '.list[0]'],
  ['a buffer written to', { bytes: new Uint8Array(4) }, (input: { bytes: Uint8Array }) => input.bytes.fill(7, 2), '.bytes[2]'],
  ['a property added', { deep: { a: 1 } }, (input: { deep: Record<string, number> }) => Object.assign(input.deep, { b: 2 }), '.deep.b'],
  ['a map entry changed', { map: new Map([['k', 1]]) }, (input: { map: Map<string, number> }) => input.map.set('k', 2), ".map.get('k')"],
])('shows %s', (_, input, mutate, at) => {
  const before = snapshot(input);

  (mutate as (input: unknown) => void)(input);

  expect(findDifference(before?.copy, input)?.at).toBe(at);
});

test('the inner life of class instances and handles is their own', () => {
  class Counter {
    count = 0;
  }
  const handle = { hits: 0, get: () => 1 };
  const input = { counter: new Counter(), handle };
  const before = snapshot(input);

  input.counter.count += 1;
  handle.hits += 1;

  expect(findDifference(before?.copy, input)).toBeUndefined();
});

test('data too large to copy is not watched', () => {
  expect(snapshot(new Uint8Array(65 * 2 ** 20))).toBeUndefined();
});

test('a cycle is copied once', () => {
  const input: Record<string, unknown> = {};
  input['self'] = input;

  const copy = snapshot(input)?.copy as Record<string, unknown>;

  expect(copy['self']).toBe(copy);
});
