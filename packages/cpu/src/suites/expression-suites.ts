import { defineSuite, type Suite } from '@nsi/core/report';
import { createArena } from '../arena/arena.ts';
import { createExpressionArrays, expressionCases, type ExpressionArrays } from './expression-cases.ts';

/** Compiled expressions against the plain loops they replace; results must be equal in every bit. */
export const expressionSuites: readonly Suite[] = expressionCases.map(
  ({ name, description, plain, compiled }) =>
    defineSuite({
      name,
      category: 'cpu',
      description,
      params: { elements: [65_536, 1_048_576] },
      setup: ({ params }) => {
        const arena = createArena({ maxBytes: 2 ** 26 });
        return createExpressionArrays(params.elements, arena);
      },
      variants: [
        {
          name: 'plain loop',
          isBaseline: true,
          create: ({ context }) => plain(context),
        },
        ...Object.entries(compiled).map(([variant, compute]) => ({
          name: variant,
          create: ({ context }: { readonly context: ExpressionArrays }) => compute(context),
        })),
      ],
      validate: {
        mode: 'custom',
        check: (expected: ArrayLike<number>, actual: ArrayLike<number>) => {
          const at = Array.from(expected).findIndex((value, index) => !Object.is(value, actual[index]));
          return at < 0 || `the kernel and the loop give ${actual[at]} against ${expected[at]} at ${at}`;
        },
      },
      items: ({ light }) => light.length,
    }) as unknown as Suite,
);
