import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { countOptimalHits } from './belady.ts';
import { policyNames, policyOf } from './policy-names.ts';
import { countHits } from './simulate.ts';

const trace = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 12 });

test('finds as many hits as trying every choice does', () => {
  fc.assert(
    fc.property(trace, fc.integer({ min: 1, max: 4 }), (ids, capacity) => {
      expect(countOptimalHits(Int32Array.from(ids), 7, capacity)).toBe(mostHits(ids, new Set(), capacity));
    }),
  );
});

test('is beaten by no policy', () => {
  const long = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 300 });
  fc.assert(
    fc.property(long, fc.integer({ min: 1, max: 20 }), fc.constantFrom(...policyNames), (ids, capacity, policy) => {
      const keys = Int32Array.from(ids);

      expect(countHits(keys, policyOf(policy), capacity, 1)).toBeLessThanOrEqual(countOptimalHits(keys, 31, capacity));
    }),
  );
});

/** Tries, at each miss, to evict each key in turn, and to keep the new one out. */
function mostHits(ids: readonly number[], cached: ReadonlySet<number>, capacity: number): number {
  const [id, ...rest] = ids;
  if (id === undefined) return 0;
  if (cached.has(id)) return 1 + mostHits(rest, cached, capacity);
  const grown = new Set(cached).add(id);
  if (grown.size <= capacity) return mostHits(rest, grown, capacity);
  return Math.max(...[...grown].map((evicted) => mostHits(rest, new Set([...grown].filter((key) => key !== evicted)), capacity)));
}
