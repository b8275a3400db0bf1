import { expect, test } from 'vitest';
import { createArena } from '../arena/arena.ts';
import { createExpressionArrays, expressionCases } from './expression-cases.ts';
import { expressionSuites } from './expression-suites.ts';

test.each(expressionCases)('$name: kernels equal the plain loop in every bit', ({ plain, compiled }) => {
  using arena = createArena();
  const arrays = createExpressionArrays(9001, arena);
  const wanted = Array.from(plain(arrays)());

  for (const compute of Object.values(compiled)) expect(Array.from(compute(arrays)())).toEqual(wanted);
});

test('each suite has the plain loop for a baseline', () => {
  for (const { variants } of expressionSuites) expect(variants.filter(({ isBaseline }) => isBaseline === true)).toHaveLength(1);
});
