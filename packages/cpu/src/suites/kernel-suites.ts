import { defineSuite, type Suite } from '@nsi/core/report';
import { createKernelArrays, differenceOf, kernelCases } from './kernel-cases.ts';

/** Every kernel against the plain loop it replaces. */
export const kernelSuites: readonly Suite[] = kernelCases.map(
  ({ name, description, kernel, plain, tolerance }) =>
    defineSuite({
      name,
      category: 'cpu',
      description,
      params: { side: [256, 1024] },
      setup: ({ params }) => createKernelArrays(params.side as number),
      variants: [
        {
          name: 'plain loop',
          isBaseline: true,
          create:
            ({ context }) =>
            () =>
              plain(context),
        },
        {
          name: 'simd',
          create:
            ({ context }) =>
            () =>
              kernel(context),
        },
      ],
      validate: {
        mode: 'custom',
        check: (expected: ArrayLike<number>, actual: ArrayLike<number>) => {
          const difference = differenceOf(actual, expected, tolerance);
          return difference === undefined || `the kernel and the loop give ${difference}`;
        },
      },
      items: ({ f32 }) => f32.length,
    }) as unknown as Suite,
);
