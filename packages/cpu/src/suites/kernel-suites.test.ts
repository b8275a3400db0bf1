import { expect, test } from 'vitest';
import { createKernelArrays, differenceOf, kernelCases } from './kernel-cases.ts';

const arrays = createKernelArrays(96);

test.each(kernelCases)('$name: the kernel and the plain loop agree', ({ kernel, plain, tolerance }) => {
  expect(differenceOf(kernel(arrays), Array.from(plain(arrays)), tolerance)).toBeUndefined();
});

test('tells where two results differ', () => {
  expect(differenceOf([1, 2, 3], [1, 2.1, 3], 1e-3)).toBe('2 against 2.1 at 1');
  expect(differenceOf([1], [1, 2], 0)).toBe('1 numbers against 2');
});
