import type { Operation } from './expression.ts';

/** Operations of JavaScript that no vector instruction equals in every bit: each element calls the engine's own function. */
export type LaneFunction =
  | 'acos'
  | 'acosh'
  | 'asin'
  | 'asinh'
  | 'atan'
  | 'atan2'
  | 'atanh'
  | 'cbrt'
  | 'cos'
  | 'cosh'
  | 'exp'
  | 'expm1'
  | 'log'
  | 'log10'
  | 'log1p'
  | 'log2'
  | 'pow'
  | 'remainder'
  | 'sin'
  | 'sinh'
  | 'tan'
  | 'tanh';

/** One of them: how many arguments, the function that is imported, and how it is written. */
export interface LaneFunctionShape {
  readonly arity: 1 | 2;
  readonly run: (first: number, second: number) => number;
  readonly write: (parts: readonly string[]) => string;
}

const unary = [
  'acos',
  'acosh',
  'asin',
  'asinh',
  'atan',
  'atanh',
  'cbrt',
  'cos',
  'cosh',
  'exp',
  'expm1',
  'log',
  'log10',
  'log1p',
  'log2',
  'sin',
  'sinh',
  'tan',
  'tanh',
] as const;

/** Every function that is called for each element by itself. */
export const mathFunctions: Readonly<Record<LaneFunction, LaneFunctionShape>> = Object.freeze({
  ...(Object.fromEntries(unary.map((name): [string, LaneFunctionShape] => [name, unaryShape(name)])) as Record<
    (typeof unary)[number],
    LaneFunctionShape
  >),
  atan2: { arity: 2, run: Math.atan2, write: ([first, second]) => `Math.atan2(${first}, ${second})` },
  pow: { arity: 2, run: (first, second) => first ** second, write: ([first, second]) => `Math.pow(${first}, ${second})` },
  remainder: { arity: 2, run: (first, second) => first % second, write: ([first, second]) => `(${first} % ${second})` },
});

function unaryShape(name: (typeof unary)[number]): LaneFunctionShape {
  return { arity: 1, run: Math[name], write: ([part]) => `Math.${name}(${part})` };
}

/** Functions of `Math` that vector instructions do. */
export const vectorMath: ReadonlySet<string> = new Set<Operation>([
  'min',
  'max',
  'abs',
  'sqrt',
  'floor',
  'ceil',
  'trunc',
  'round',
  'sign',
  'fround',
]);
