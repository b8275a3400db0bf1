import type { Formula } from './parse.ts';

export type Value = number;

const functions: Readonly<Record<string, (parts: readonly Value[]) => Value>> = {
  max: (parts) => Math.max(...parts),
  sum: (parts) => parts.reduce((total, part) => total + part, 0),
  if: ([condition = 0, yes = 0, no = 0]) => (condition === 0 ? no : yes),
};

function combine(sign: string, left: Value, right: Value): Value {
  switch (sign) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0 ? 0 : left / right;
    case '<':
      return left < right ? 1 : 0;
    default:
      return left > right ? 1 : 0;
  }
}

export function evaluate(formula: Formula, values: ReadonlyMap<string, Value>): Value {
  switch (formula.kind) {
    case 'number':
      return formula.value;
    case 'cell':
      return values.get(formula.name) ?? 0;
    case 'binary':
      return combine(formula.sign, evaluate(formula.left, values), evaluate(formula.right, values));
    default:
      return functions[formula.name]?.(formula.parts.map((part) => evaluate(part, values))) ?? 0;
  }
}
