import { defineSuite, type Suite } from '@nsi/core/report';
import { createArena } from '../arena/arena.ts';
import { createKernelArrays, differenceOf, kernelCases, type KernelArrays } from './kernel-cases.ts';

/** What the variants share and may not change, and a maker of what each writes to. */
type Numbers = Omit<KernelArrays, 'outF32' | 'outU8'> & { readonly createOutputs: () => Pick<KernelArrays, 'outF32' | 'outU8'> };

function createNumbers(side: number): Numbers {
  const count = side * side;
  const arena = createArena({ maxBytes: count * 48 + 2 ** 24 });
  const { f32, f64, u8 } = createKernelArrays(side, arena);
  return {
    side,
    f32,
    f64,
    u8,
    createOutputs: () => ({ outF32: [arena.f32(count), arena.f32(count)], outU8: [arena.u8(count), arena.u8(count)] }),
  };
}

/** Every kernel against the plain loop it replaces. */
export const kernelSuites: readonly Suite[] = kernelCases.map(
  ({ name, description, kernel, plain, tolerance }) =>
    defineSuite({
      name,
      category: 'cpu',
      description,
      params: { side: [256, 1024] },
      setup: ({ params }) => createNumbers(params.side as number),
      variants: [
        {
          name: 'plain loop',
          isBaseline: true,
          create({ context }) {
            const arrays = { ...context, ...context.createOutputs() };
            return () => plain(arrays);
          },
        },
        {
          name: 'simd',
          create({ context }) {
            const arrays = { ...context, ...context.createOutputs() };
            return () => kernel(arrays);
          },
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
