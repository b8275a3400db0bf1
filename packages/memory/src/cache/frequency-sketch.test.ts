import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { mixInt } from '../structure/hash.ts';
import { FrequencySketch, maxFrequency } from './frequency-sketch.ts';

test('never counts too low, even while it grows', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 200 }), (keys) => {
      const sketch = new FrequencySketch();
      const exact = new Map<number, number>();

      for (const [position, key] of keys.entries()) {
        if (position % 20 === 0) sketch.fit(position * 8);
        sketch.add(mixInt(key), 1);
        exact.set(key, (exact.get(key) ?? 0) + 1);
      }

      for (const [key, count] of exact) expect(sketch.frequency(mixInt(key))).toBeGreaterThanOrEqual(Math.min(count, maxFrequency));
    }),
  );
});

test('is right about nearly every key when it has room to spare', () => {
  const sketch = new FrequencySketch();
  sketch.fit(4000);
  for (let key = 0; key < 1000; key++) sketch.add(mixInt(key), 1 + (key % 10));

  const wrong = Array.from({ length: 1000 }, (_, key) => sketch.frequency(mixInt(key)) - 1 - (key % 10)).filter((error) => error !== 0);

  expect(wrong.length).toBeLessThan(30);
});

test('halves every count with age and takes none from its neighbour', () => {
  const sketch = new FrequencySketch();
  sketch.fit(64);
  for (let key = 0; key < 64; key++) sketch.add(mixInt(key), maxFrequency);

  sketch.age();

  expect(Array.from({ length: 64 }, (_, key) => sketch.frequency(mixInt(key)))).toEqual(Array.from({ length: 64 }, () => 7));
});
