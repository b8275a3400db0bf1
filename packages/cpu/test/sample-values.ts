import fc from 'fast-check';
import { classOf, type Dtype, dtypes, type NumArray } from '../src/arena/num-array.ts';
import { integerRange } from '../src/simd/dtype-code.ts';

/** Arrays of one type, of many lengths, with special values among the floats. */
export function arrayOf(
  dtype: Dtype,
  constraints: { readonly minLength?: number; readonly maxLength?: number } = {},
): fc.Arbitrary<NumArray> {
  const { minLength = 0, maxLength = 300 } = constraints;
  const range = integerRange(dtype);
  const element = range
    ? fc.oneof(fc.integer({ min: range.least, max: range.most }), fc.constantFrom(range.least, range.most, 0))
    : fc.oneof(
        { weight: 8, arbitrary: fc.double({ min: -1000, max: 1000, noNaN: true }) },
        { weight: 1, arbitrary: fc.constantFrom(0, -0, 0.5, 1.5, 2.5, 1e-30, 1e9, -1e9) },
      );
  return fc.array(element, { minLength, maxLength }).map((values) => fill(dtype, values));
}

/** The same among floats that are not finite. */
export function wildArrayOf(dtype: Dtype): fc.Arbitrary<NumArray> {
  if (integerRange(dtype)) return arrayOf(dtype);
  const element = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, Infinity, -Infinity, 0, -0));
  return fc.array(element, { maxLength: 200 }).map((values) => fill(dtype, values));
}

export const anyDtype: fc.Arbitrary<Dtype> = fc.constantFrom(...dtypes);
export const anyArray: fc.Arbitrary<NumArray> = anyDtype.chain((dtype) => arrayOf(dtype));

function fill(dtype: Dtype, values: readonly number[]): NumArray {
  const array = new (classOf(dtype))(values.length);
  array.set(values);
  return array;
}
