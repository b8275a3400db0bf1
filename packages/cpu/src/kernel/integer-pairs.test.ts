import fc from 'fast-check';
import { expect, test } from 'vitest';
import { classOf, dtypes, type Dtype } from '../arena/num-array.ts';
import { kernel } from './kernel.ts';

const small: readonly Dtype[] = ['u8', 'u8c', 'i8', 'u16', 'i16'];

test('sums and differences of small whole numbers equal the plain loop, used once or again', () => {
  const compute = kernel((a, b, k) => ((a - b) * k + (a + b)) / (a - b) + a);
  const plain = (a: number, b: number, k: number): number => ((a - b) * k + (a + b)) / (a - b) + a;
  fc.assert(
    fc.property(
      fc.constantFrom(...small),
      fc.constantFrom(...small),
      fc.constantFrom(...dtypes),
      fc.array(fc.tuple(fc.integer(), fc.integer()), { maxLength: 40 }),
      fc.double(),
      (first, second, output, values, gain) => {
        const a = new (classOf(first))(values.length);
        const b = new (classOf(second))(values.length);
        for (const [index, [left, right]] of values.entries()) [a[index], b[index]] = [left, right];
        const wanted = new (classOf(output))(values.length);
        for (let index = 0; index < wanted.length; index++) wanted[index] = plain(a[index]!, b[index]!, gain);

        expect(compute(a, b, gain, new (classOf(output))(values.length))).toEqual(wanted);
      },
    ),
    { numRuns: 300 },
  );
});
