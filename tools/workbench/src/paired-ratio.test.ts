import fc from 'fast-check';
import { expect, test } from 'vitest';
import { median, summarize } from './paired-ratio.ts';

const times = fc.double({ min: 1, max: 1e9, noNaN: true });

test('the median is the middle value, or the mean of the middle two', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
});

test('the ratio says how many times more the peer takes, a call', () => {
  const pairs = [1, 2, 3].map((ours) => ({ ours: ours * 10, peer: ours * 30 }));

  expect(summarize(pairs, 10)).toEqual({ ratio: 3, low: 3, high: 3, rounds: 3, oursNs: 2, peerNs: 6 });
});

test('the interval leaves out the outer rounds once there are enough', () => {
  const pairs = Array.from({ length: 41 }, (_, index) => ({ ours: 100, peer: 100 + index }));

  expect(summarize(pairs)).toMatchObject({ ratio: 1.2, low: 1.14, high: 1.26 });
});

test('the ratio lies in its interval', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ ours: times, peer: times }), { minLength: 1 }), (pairs) => {
      const { ratio, low, high } = summarize(pairs);

      expect(low).toBeLessThanOrEqual(ratio * (1 + 1e-12));
      expect(high).toBeGreaterThanOrEqual(ratio * (1 - 1e-12));
    }),
  );
});
