import * as fc from 'fast-check';
import { LRUCache } from 'lru-cache';
import { expect, test } from 'vitest';
import { MapLru } from './map-lru.ts';

test('keeps what lru-cache keeps', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 200 }), fc.integer({ min: 1, max: 8 }), (keys, max) => {
      const ours = new MapLru<number, number>(max);
      const theirs = new LRUCache<number, number>({ max });

      for (const key of keys) {
        const known = ours.get(key);
        expect(known).toBe(theirs.get(key));
        if (known !== undefined) continue;
        ours.set(key, key);
        theirs.set(key, key);
      }
    }),
  );
});
