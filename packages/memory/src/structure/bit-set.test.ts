import { isNsiError } from '@nsi/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BitSet } from './bit-set.ts';

const members = fc
  .integer({ min: 1, max: 200 })
  .chain((length) => fc.tuple(fc.constant(length), fc.uniqueArray(fc.nat(length - 1)), fc.uniqueArray(fc.nat(length - 1))));
const ascending = (values: Iterable<number>): number[] => [...values].toSorted((a, b) => a - b);

test('holds what a Set would after adding and deleting', () => {
  fc.assert(
    fc.property(members, ([length, added, deleted]) => {
      const set = BitSet.from(added, length);
      const model = new Set(added);

      for (const index of deleted) expect(set.delete(index)).toBe(model.delete(index));

      expect(set.count()).toBe(model.size);
      expect([...set]).toEqual(ascending(model));
      expect([...set.toIndices()]).toEqual(ascending(model));
      for (let index = 0; index < length; index++) expect(set.has(index)).toBe(model.has(index));
    }),
  );
});

test('combines two sets as the operations on Sets do', () => {
  fc.assert(
    fc.property(members, ([length, left, right]) => {
      const [a, b] = [BitSet.from(left, length), BitSet.from(right, length)];
      const [modelA, modelB] = [new Set(left), new Set(right)];
      const inBoth = left.filter((index) => modelB.has(index));
      const onlyA = left.filter((index) => !modelB.has(index));
      const onlyB = right.filter((index) => !modelA.has(index));

      expect([...a.clone().and(b)]).toEqual(ascending(inBoth));
      expect([...a.clone().or(b)]).toEqual(ascending([...left, ...onlyB]));
      expect([...a.clone().xor(b)]).toEqual(ascending([...onlyA, ...onlyB]));
      expect([...a.clone().andNot(b)]).toEqual(ascending(onlyA));
      expect([...a]).toEqual(ascending(left));
    }),
  );
});

test('adds a range of any alignment', () => {
  fc.assert(
    fc.property(fc.nat(150), fc.nat(150), (start, end) => {
      const set = new BitSet(151).addRange(start, end);

      expect([...set]).toEqual(Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index));
    }),
  );
});

test('finds the next member from any index, past the end as well', () => {
  const set = BitSet.from([0, 31, 32, 99], 100);

  expect([0, 1, 32, 33, 99].map((index) => set.next(index))).toEqual([0, 31, 32, 99, 99]);
  expect(set.next(100)).toBe(-1);
  expect(set.clear().next(0)).toBe(-1);
});

test('refuses indices outside its length and sets of another length', () => {
  const set = new BitSet(10);

  for (const index of [-1, 10, 0.5, Number.NaN]) {
    expect(() => set.add(index)).toThrow(expect.toSatisfy((error) => isNsiError(error, 'NSI_MEMORY_STRUCTURE_KEY')));
  }
  expect(() => set.or(new BitSet(11))).toThrow(expect.toSatisfy((error) => isNsiError(error, 'NSI_MEMORY_STRUCTURE_SIZE')));
  expect(() => new BitSet(-1)).toThrow('expected `length`');
  expect([...new BitSet(0)]).toEqual([]);
});
