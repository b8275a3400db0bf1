import { isNsiError } from '@nsi/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { roaring } from './roaring-wasm.ts';

const indices = fc.array(fc.oneof(fc.nat(300), fc.nat(2 ** 32 - 1)), { maxLength: 80 });
const ascending = (values: Iterable<number>): number[] => [...new Set(values)].toSorted((a, b) => a - b);

test('holds and combines what Sets would', async () => {
  await fc.assert(
    fc.asyncProperty(indices, indices, async (left, right) => {
      const open = (list: readonly number[]) => roaring.open({ indices: Uint32Array.from(list) });
      using both = await open(left);
      using either = await open(left);
      using one = await open(left);
      using rest = await open(left);
      using other = await open(right);
      const [modelLeft, modelRight] = [new Set(left), new Set(right)];

      expect([...both.and(other).toIndices()]).toEqual(ascending(left.filter((index) => modelRight.has(index))));
      expect([...either.or(other).toIndices()]).toEqual(ascending([...left, ...right]));
      expect([...rest.andNot(other).toIndices()]).toEqual(ascending(left.filter((index) => !modelRight.has(index))));
      expect([...one.xor(other).toIndices()]).toEqual(
        ascending([...left.filter((index) => !modelRight.has(index)), ...right.filter((index) => !modelLeft.has(index))]),
      );
      expect(other.size).toBe(modelRight.size);
    }),
    { numRuns: 50 },
  );
});

test('adds and deletes one index or many', async () => {
  using set = await roaring.open({});

  set.add(5).addAll(Uint32Array.of(7, 2 ** 32 - 1));

  expect([set.has(5), set.delete(5), set.delete(5), set.size]).toEqual([true, true, false, 2]);
});

test('refuses what is no unsigned 32-bit number, and sets of strangers', async () => {
  using set = await roaring.open({});

  expect(() => set.add(-1)).toThrow(expect.toSatisfy((error) => isNsiError(error, 'NSI_MEMORY_STRUCTURE_KEY')));
  expect(() => set.and({} as typeof set)).toThrow('made by the same driver');
});
