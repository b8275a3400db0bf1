import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeyIndex } from './key-index.ts';

test('is a Map, over as many Maps as the keys need', () => {
  const step = fc.record({ what: fc.constantFrom('add', 'delete', 'get'), key: fc.integer({ min: 0, max: 30 }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), fc.integer({ min: 1, max: 8 }), (steps, keysPerMap) => {
      const index = new KeyIndex<number>(keysPerMap);
      const model = new Map<number, number>();

      for (const [position, { what, key }] of steps.entries()) {
        if (what === 'add' && !model.has(key)) {
          index.add(key, position);
          model.set(key, position);
        }
        const isDeleted = what === 'delete' && model.delete(key);
        expect(what === 'delete' && index.delete(key)).toBe(isDeleted);
        expect(index.get(key)).toBe(model.get(key));
      }

      expect(new Set(index.keys())).toEqual(new Set(model.keys()));
    }),
  );
});

test('forgets everything on clear', () => {
  const index = new KeyIndex<string>(1);
  index.add('a', 1);
  index.add('b', 2);

  index.clear();

  expect([index.get('a'), index.get('b')]).toEqual([undefined, undefined]);
});
