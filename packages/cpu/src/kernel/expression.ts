import { mathFunctions, type LaneFunction } from './math-functions.ts';

/** Operations on numbers that one or a few vector instructions do, equal to JavaScript in every bit. */
export type Operation =
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'neg'
  | 'min'
  | 'max'
  | 'abs'
  | 'sqrt'
  | 'floor'
  | 'ceil'
  | 'trunc'
  | 'round'
  | 'sign'
  | 'fround'
  | 'bitAnd'
  | 'bitOr'
  | 'bitXor'
  | 'bitNot'
  | 'shiftLeft'
  | 'shiftRight'
  | 'shiftRightUnsigned'
  | 'eq'
  | 'ne'
  | 'lt'
  | 'le'
  | 'gt'
  | 'ge'
  | 'and'
  | 'or'
  | 'not'
  | 'toBoolean'
  | 'toNumber'
  | 'select';

/**
 * One step of an expression; equal steps are one object, so identity tells what may be computed once. `number` and `boolean` are what the
 * value is in JavaScript; `either` is a number that stands for one or the other, as in `a ? true : 2`.
 */
export interface Expression {
  readonly op: Operation | 'constant' | 'parameter' | 'call';
  readonly type: 'number' | 'boolean' | 'either';
  readonly parts: readonly Expression[];
  /** Of a constant. */
  readonly value: number;
  /** Of a parameter: its place in the list. */
  readonly index: number;
  /** Of a call: the JavaScript function that each lane calls. */
  readonly call: LaneFunction | undefined;
}

const booleanOperations: ReadonlySet<string> = new Set(['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'and', 'or', 'not', 'toBoolean']);

/** Makes expressions, each distinct one once, with constants computed where nothing but constants is involved. */
export interface ExpressionMaker {
  constant(value: number): Expression;
  parameter(index: number): Expression;
  operation(op: Operation, ...parts: readonly Expression[]): Expression;
  call(call: LaneFunction, ...parts: readonly Expression[]): Expression;
}

/** A maker whose constants are folded by `round`ing every result, as the compiled code will: `Math.fround` for 32-bit floats. */
export function createExpressionMaker(round: (value: number) => number): ExpressionMaker {
  const known = new Map<string, Expression>();
  /** A name for each step, for the keys of those above it. */
  const numbers = new Map<Expression, number>();
  const intern = (key: string, make: () => Expression): Expression => {
    let found = known.get(key);
    if (!found) {
      found = Object.freeze(make());
      known.set(key, found);
      numbers.set(found, known.size);
    }
    return found;
  };
  const keyOf = (parts: readonly Expression[]): string => parts.map((part) => numbers.get(part)).join(' ');

  const constant = (value: number): Expression => {
    const rounded = round(value);
    return intern(`constant ${Object.is(rounded, -0) ? '-0' : rounded}`, () => leaf('constant', { value: rounded }));
  };
  const operation = (op: Operation, ...given: readonly Expression[]): Expression => {
    const parts = given.map((part) => (wantsNumbers(op) && part.type === 'boolean' ? operation('toNumber', part) : part));
    const folded = fold(op, parts);
    if (folded) return folded;
    const type = booleanOperations.has(op) ? 'boolean' : op === 'select' ? selectType(parts) : 'number';
    return intern(`${op} ${type} ${keyOf(parts)}`, () => ({ op, type, parts, value: 0, index: 0, call: undefined }));
  };
  const fold = (op: Operation, parts: readonly Expression[]): Expression | undefined => {
    const isKnown = parts.every(({ op, type }) => op === 'constant' && type === 'number');
    if (!isKnown || !(op in arithmetic)) return undefined;
    return constant((arithmetic[op] as (...values: readonly number[]) => number)(...parts.map(({ value }) => value)));
  };
  return {
    constant,
    parameter: (index) => intern(`parameter ${index}`, () => leaf('parameter', { index })),
    operation,
    call: (call, ...given) => {
      const parts = given.map((part) => (part.type === 'boolean' ? operation('toNumber', part) : part));
      return intern(`call ${call} ${keyOf(parts)}`, () => ({ op: 'call', type: 'number', parts, value: 0, index: 0, call }));
    },
  };
}

function leaf(op: 'constant' | 'parameter', { value = 0, index = 0 }: { readonly value?: number; readonly index?: number }): Expression {
  return { op, type: 'number', parts: [], value, index, call: undefined };
}

function wantsNumbers(op: Operation): boolean {
  return !['and', 'or', 'not', 'select', 'toNumber'].includes(op);
}

function selectType([, then, otherwise]: readonly Expression[]): Expression['type'] {
  return then?.type === otherwise?.type ? (then?.type as Expression['type']) : 'either';
}

/** What a number operation gives for constants; JavaScript itself, so nothing can differ. */
const arithmetic: Readonly<Record<string, (...values: readonly number[]) => number>> = Object.freeze({
  add: (a: number, b: number) => a + b,
  sub: (a: number, b: number) => a - b,
  mul: (a: number, b: number) => a * b,
  div: (a: number, b: number) => a / b,
  neg: (a: number) => -a,
  bitAnd: (a: number, b: number) => a & b,
  bitOr: (a: number, b: number) => a | b,
  bitXor: (a: number, b: number) => a ^ b,
  bitNot: (a: number) => ~a,
  shiftLeft: (a: number, b: number) => a << b,
  shiftRight: (a: number, b: number) => a >> b,
  shiftRightUnsigned: (a: number, b: number) => a >>> b,
  ...Object.fromEntries(
    (['min', 'max', 'abs', 'sqrt', 'floor', 'ceil', 'trunc', 'round', 'sign', 'fround'] as const).map((name) => [name, Math[name]]),
  ),
} as Readonly<Record<string, (...values: readonly number[]) => number>>);

/** The expression as JavaScript with the parameters' names, fully bracketed where it matters. */
export function writeExpression(expression: Expression, names: readonly string[]): string {
  const write = (part: Expression | undefined): string => (part ? writeExpression(part, names) : '');
  const [first, second, third] = expression.parts;
  const { op } = expression;
  if (op === 'constant') return Object.is(expression.value, -0) ? '-0' : String(expression.value);
  if (op === 'parameter') return names[expression.index] as string;
  if (op === 'call') return mathFunctions[expression.call as LaneFunction].write(expression.parts.map(write));
  if (op === 'select') return `(${write(first)} ? ${write(second)} : ${write(third)})`;
  if (op === 'toNumber') return `Number(${write(first)})`;
  if (op === 'toBoolean') return `Boolean(${write(first)})`;
  if (op === 'neg' || op === 'not' || op === 'bitNot') return `${{ neg: '-', not: '!', bitNot: '~' }[op]}(${write(first)})`;
  const infix = infixes[op];
  return infix ? `(${write(first)} ${infix} ${write(second)})` : `Math.${op}(${expression.parts.map(write).join(', ')})`;
}

const infixes: Readonly<Record<string, string>> = Object.freeze({
  add: '+',
  sub: '-',
  mul: '*',
  div: '/',
  eq: '===',
  ne: '!==',
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
  and: '&&',
  or: '||',
  bitAnd: '&',
  bitOr: '|',
  bitXor: '^',
  shiftLeft: '<<',
  shiftRight: '>>',
  shiftRightUnsigned: '>>>',
});

/** Steps of an expression, each once, in the order in which they are met from the result on. */
export function stepsOf(root: Expression): readonly Expression[] {
  const seen = new Set<Expression>();
  const visit = (part: Expression): void => {
    if (seen.has(part)) return;
    seen.add(part);
    part.parts.forEach(visit);
  };
  visit(root);
  return [...seen];
}

/** Length of the expression written out, in steps: what is used twice is written twice, so this may be astronomic. */
export function writtenSize(root: Expression): number {
  const known = new Map<Expression, number>();
  const sizeOf = (part: Expression): number => {
    let size = known.get(part);
    if (size === undefined) {
      size = part.parts.reduce((sum, below) => sum + sizeOf(below), 1);
      known.set(part, size);
    }
    return size;
  };
  return sizeOf(root);
}
