import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeyIndex } from './key-index.ts';

/** Few of each kind, so that they meet again: whole numbers, which are in a table of their own, and keys that look like them. */
const anyKey: fc.Arbitrary<unknown> = fc.oneof(
  fc.integer({ min: -8, max: 8 }),
  fc.integer({ min: 0, max: 8 }).map(String),
  fc.constantFrom(-0, 0.5, Number.NaN, 2 ** 31, -(2 ** 31), 2 ** 31 - 1, 2 ** 32, 1n, true, null, undefined),
);

test('is a Map, over as many tables as the keys need', () => {
  const step = fc.record({ what: fc.constantFrom('add', 'delete', 'get'), key: anyKey });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), fc.integer({ min: 1, max: 8 }), (steps, keysPerMap) => {
      const index = new KeyIndex<unknown>(keysPerMap);
      const model = new Map<unknown, number>();

      for (const [position, { what, key }] of steps.entries()) {
        if (what === 'add' && !model.has(key)) {
          index.add(key, position);
          model.set(key, position);
        }
        const isDeleted = what === 'delete' && model.delete(key);
        expect(what === 'delete' && index.delete(key)).toBe(isDeleted);
        expect(index.get(key)).toBe(model.get(key));
      }

      for (const [key, slot] of model) expect(index.get(key)).toBe(slot);
    }),
  );
});

test('forgets everything on clear', () => {
  const keys = ['a', 'b', 7, 0];
  const index = new KeyIndex<string | number>(1);
  for (const [slot, key] of keys.entries()) index.add(key, slot);

  index.clear();

  expect(keys.map((key) => index.get(key))).toEqual([undefined, undefined, undefined, undefined]);
});
