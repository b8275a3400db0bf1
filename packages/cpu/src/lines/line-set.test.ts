import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLineSet } from './line-set.ts';

test('law: it is a set', () => {
  const range = fc.record({ first: fc.nat(60), count: fc.integer({ min: 1, max: 12 }) });
  fc.assert(
    fc.property(fc.array(range, { maxLength: 30 }), (ranges) => {
      const lines = createLineSet();
      const model = new Set<number>();
      for (const { first, count } of ranges) {
        lines.add(first, count);
        for (let line = first; line < first + count; line++) model.add(line);
      }
      expect(Array.from({ length: 80 }, (_, line) => lines.has(line))).toEqual(Array.from({ length: 80 }, (_, line) => model.has(line)));
      expect(lines.size).toBe(model.size);
    }),
  );
});
