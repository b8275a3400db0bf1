import { isNsiError } from '@nsi/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RingBuffer } from './ring-buffer.ts';

test('keeps the last values pushed, typed or not', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9 }),
      fc.option(fc.constantFrom('float64', 'int32'), { nil: undefined }),
      fc.array(fc.option(fc.integer(), { nil: undefined }), { maxLength: 60 }),
      (capacity, of, sequence) => {
        const ring = new RingBuffer(capacity, of === undefined ? {} : { of });
        const model: number[] = [];
        const pushed = (value: number): number | undefined => (model.push(value) > capacity ? model.shift() : undefined);

        for (const value of sequence) {
          const [given, expected] = value === undefined ? [ring.shift(), model.shift()] : [ring.push(value), pushed(value)];
          expect(given).toBe(expected);
          expect([ring.size, ring.isFull, ring.at(0), ring.at(-1)]).toEqual([
            model.length,
            model.length === capacity,
            model.at(0),
            model.at(-1),
          ]);
        }

        expect(ring.toArray()).toEqual(model);
      },
    ),
  );
});

test('is empty after clear', () => {
  const ring = new RingBuffer<string>(3);
  ring.push('a');

  ring.clear();

  expect([ring.size, ring.shift(), ring.at(0), ring.toArray()]).toEqual([0, undefined, undefined, []]);
});

test.each([0, -1, 1.5, Number.NaN])('refuses the capacity %s', (capacity) => {
  expect(() => new RingBuffer(capacity)).toThrow(expect.toSatisfy((error) => isNsiError(error, 'NSI_MEMORY_STRUCTURE_SIZE')));
});
