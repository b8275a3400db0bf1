import * as fc from 'fast-check';
import { LRUCache } from 'lru-cache';
import { expect, test } from 'vitest';
import { ManualClock } from '@nsi/workbench/test';
import { createCache } from './create-cache.ts';
import { policyNames } from './policy-names.ts';

interface Sized {
  readonly bytes: number;
}

/** What a cache promises, written as plainly as can be; only which entries leave for want of room it must be told. */
class NaiveCache {
  readonly #entries: Map<number, { readonly value: Sized; readonly deadlineMs: number }> = new Map();
  readonly #clock: ManualClock;

  constructor(clock: ManualClock) {
    this.#clock = clock;
  }

  get size(): number {
    return this.#entries.size;
  }

  get bytes(): number {
    return [...this.#entries.values()].reduce((sum, { value }) => sum + value.bytes, 0);
  }

  get(key: number): Sized | undefined {
    const entry = this.#entries.get(key);
    return entry !== undefined && entry.deadlineMs > this.#clock.now() ? entry.value : undefined;
  }

  set(key: number, value: Sized, ttlMs = Infinity): void {
    this.#entries.set(key, { value, deadlineMs: this.#clock.now() + ttlMs });
  }

  delete(key: number): boolean {
    const isLive = this.get(key) !== undefined;
    this.#entries.delete(key);
    return isLive;
  }

  evict(key: number): void {
    this.#entries.delete(key);
  }

  liveKeys(): Set<number> {
    return new Set([...this.#entries.keys()].filter((key) => this.get(key) !== undefined));
  }
}

const key = fc.integer({ min: 0, max: 20 });
const step = fc.oneof(
  fc.record({ what: fc.constant('set' as const), key, bytes: fc.integer({ min: 0, max: 40 }), ttlMs: fc.constantFrom(Infinity, 50, 5000) }),
  fc.record({ what: fc.constantFrom('get' as const, 'peek' as const, 'delete' as const), key }),
  fc.record({ what: fc.constant('advance' as const), milliseconds: fc.integer({ min: 1, max: 200 }) }),
  fc.record({ what: fc.constant('shrink' as const), ratio: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({ what: fc.constant('restore' as const) }),
  fc.record({ what: fc.constant('clear' as const) }),
);

test.each(policyNames)('%s holds what a Map would, less what left, and never more than its limits', (policy) => {
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 150 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 30, max: 200 }),
      (steps, max, maxBytes) => {
        const clock = new ManualClock();
        const model = new NaiveCache(clock);
        const wrongEvictions: unknown[] = [];
        const cache = createCache<number, Sized>({
          policy,
          max,
          maxBytes,
          clock,
          weigh: ({ bytes }) => bytes,
          onEvict(evicted, value, reason) {
            if (reason === 'replaced') return;
            const known = model.get(evicted);
            if (known !== undefined && known !== value) wrongEvictions.push([evicted, value, reason]);
            model.evict(evicted);
          },
        });
        const takeStep = (action: (typeof steps)[number]): readonly [unknown, unknown] => {
          if (action.what === 'set') {
            const value = { bytes: action.bytes };
            model.set(action.key, value, action.ttlMs);
            return [cache.set(action.key, value, { ttlMs: action.ttlMs }), undefined];
          }
          if (action.what === 'advance') return [clock.advance(action.milliseconds), undefined];
          if (action.what === 'shrink') return [cache.shrink(action.ratio), undefined];
          if (action.what === 'restore') return [cache.restore(), undefined];
          if (action.what === 'clear') return [cache.clear(), undefined];
          if (action.what === 'delete') {
            const expected = model.get(action.key) !== undefined;
            return [cache.delete(action.key), model.delete(action.key) || expected];
          }
          const expected = model.get(action.key);
          return [cache[action.what](action.key), expected];
        };

        for (const action of steps) {
          const [actual, expected] = takeStep(action);
          expect(actual).toBe(expected);
          const stats = cache.stats();
          expect([stats.size, stats.bytes]).toEqual([model.size, model.bytes]);
          expect(stats.size).toBeLessThanOrEqual(stats.max);
          expect(stats.bytes).toBeLessThanOrEqual(stats.maxBytes);
        }
        expect(new Set(cache.keys())).toEqual(model.liveKeys());
        expect(wrongEvictions).toEqual([]);
      },
    ),
    { numRuns: 200 },
  );
});

test('lru evicts exactly what lru-cache evicts', () => {
  const lruStep = fc.record({
    what: fc.constantFrom('get' as const, 'set' as const, 'delete' as const),
    key: fc.integer({ min: 0, max: 15 }),
  });
  fc.assert(
    fc.property(fc.array(lruStep, { maxLength: 200 }), fc.integer({ min: 1, max: 8 }), (steps, max) => {
      const ours = createCache<number, number>({ max, policy: 'lru' });
      const theirs = new LRUCache<number, number>({ max });

      for (const { what, key: touched } of steps) {
        const isSet = what === 'set';
        if (isSet) {
          ours.set(touched, touched);
          theirs.set(touched, touched);
        }
        expect(isSet || ours[what](touched)).toBe(isSet || theirs[what](touched));
      }
      expect(new Set(ours.keys())).toEqual(new Set(theirs.keys()));
    }),
  );
});
