import type { Dtype } from '../arena/num-array.ts';
import { elementShapes } from './element-shape.ts';
import type { Expression } from './expression.ts';

/** Which steps are done on whole numbers, and which parameters are still needed as floats. */
export interface IntegerPairs {
  /** Sums and differences of two inputs of 8 or 16 bits: exact in 32 bits, so one vector does before conversion what two do after. */
  readonly pairs: readonly Expression[];
  /** Array parameters that other steps read. */
  readonly besides: readonly Expression[];
}

/** Looks through an expression for its element types. */
export function findIntegerPairs(root: Expression, inputs: readonly (Dtype | 'number')[]): IntegerPairs {
  const pairs = new Set<Expression>();
  const besides = new Set<Expression>();
  const seen = new Set<Expression>();
  const isSmall = ({ op, index }: Expression): boolean => {
    const input = inputs[index];
    return op === 'parameter' && input !== undefined && input !== 'number' && elementShapes[input].bytes <= 2;
  };
  const visit = (expression: Expression): void => {
    if (seen.has(expression)) return;
    seen.add(expression);
    const { op, parts, index } = expression;
    if (op === 'parameter' && inputs[index] !== 'number') besides.add(expression);
    if ((op === 'add' || op === 'sub') && parts.every(isSmall)) pairs.add(expression);
    else parts.forEach(visit);
  };
  visit(root);
  return { pairs: [...pairs], besides: [...besides] };
}
