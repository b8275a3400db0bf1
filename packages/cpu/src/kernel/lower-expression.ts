import type { SyntaxNode } from '../drivers/acorn.ts';
import type { Expression, Operation } from './expression.ts';
import { toBoolean, Unsupported, type Scope } from './lower-body.ts';
import { mathFunctions, vectorMath, type LaneFunction } from './math-functions.ts';

/** The value of one syntax node; throws `Unsupported` for what is not in the grammar. */
export function lowerExpression(node: SyntaxNode, scope: Scope): Expression {
  const lower = lowerings[node.type];
  if (!lower) throw new Unsupported(`\`${scope.excerpt(node)}\` is not in the grammar`);
  return lower(node, scope);
}

type Lower = (node: SyntaxNode, scope: Scope) => Expression;

const part = (node: SyntaxNode, name: string, scope: Scope): Expression => lowerExpression(node[name] as SyntaxNode, scope);

const lowerings: Readonly<Record<string, Lower>> = Object.freeze({
  Literal: (node, scope) => {
    if (typeof node['value'] === 'number') return scope.maker.constant(node['value']);
    if (typeof node['value'] === 'boolean') return boolean(node['value'], scope);
    throw new Unsupported(`\`${scope.excerpt(node)}\` is not a number`);
  },
  Identifier: (node, scope) => {
    const name = node['name'] as string;
    const value = scope.values.get(name);
    if (value) return value;
    if (name === 'NaN' || name === 'Infinity') return scope.maker.constant(name === 'NaN' ? NaN : Infinity);
    throw new Unsupported(`\`${name}\` is not in the grammar`);
  },
  ParenthesizedExpression: (node, scope) => part(node, 'expression', scope),
  UnaryExpression: (node, scope) => {
    const value = part(node, 'argument', scope);
    const { maker } = scope;
    switch (node['operator']) {
      case '-':
        return maker.operation('neg', value);
      case '+':
        return value.type === 'number' ? value : maker.operation('toNumber', value);
      case '!':
        return maker.operation('not', toBoolean(value, scope));
      case '~':
        return maker.operation('bitNot', value);
      default:
        throw new Unsupported(`\`${scope.excerpt(node)}\` is not in the grammar`);
    }
  },
  BinaryExpression: (node, scope) => lowerBinary(node, scope),
  LogicalExpression: (node, scope) => {
    const [left, right] = [part(node, 'left', scope), part(node, 'right', scope)];
    const { maker } = scope;
    // A number is never null or undefined.
    if (node['operator'] === '??') return left;
    const isAnd = node['operator'] === '&&';
    if (left.type === 'boolean' && right.type === 'boolean') return maker.operation(isAnd ? 'and' : 'or', left, right);
    const condition = toBoolean(left, scope);
    return isAnd ? maker.operation('select', condition, right, left) : maker.operation('select', condition, left, right);
  },
  ConditionalExpression: (node, scope) =>
    scope.maker.operation(
      'select',
      toBoolean(part(node, 'test', scope), scope),
      part(node, 'consequent', scope),
      part(node, 'alternate', scope),
    ),
  MemberExpression: (node, scope) => {
    const name = mathName(node, scope);
    const value = name === undefined ? numberConstant(node) : (Math as unknown as Readonly<Record<string, unknown>>)[name];
    if (typeof value === 'number') return scope.maker.constant(value);
    throw new Unsupported(`\`${scope.excerpt(node)}\` is not a number`);
  },
  CallExpression: (node, scope) => lowerCall(node, scope),
} satisfies Record<string, Lower>);

const operators: Readonly<Record<string, Operation>> = Object.freeze({
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'div',
  '<': 'lt',
  '<=': 'le',
  '>': 'gt',
  '>=': 'ge',
  '==': 'eq',
  '===': 'eq',
  '!=': 'ne',
  '!==': 'ne',
  '&': 'bitAnd',
  '|': 'bitOr',
  '^': 'bitXor',
  '<<': 'shiftLeft',
  '>>': 'shiftRight',
  '>>>': 'shiftRightUnsigned',
} as const);

function lowerBinary(node: SyntaxNode, scope: Scope): Expression {
  const operator = node['operator'] as string;
  const [left, right] = [part(node, 'left', scope), part(node, 'right', scope)];
  const { maker } = scope;
  if (operator === '%') return maker.call('remainder', left, right);
  if (operator === '**') return power(left, right, scope);
  const op = operators[operator];
  if (!op) throw new Unsupported(`\`${operator}\` is not in the grammar`);
  // `true === 1` is false, and a mask does not tell which of the two it was.
  if ((operator === '===' || operator === '!==') && (left.type !== right.type || left.type === 'either')) {
    throw new Unsupported(`\`${scope.excerpt(node)}\` compares a boolean with a number`);
  }
  if (op.startsWith('shift') && right.op !== 'constant')
    throw new Unsupported(`\`${scope.excerpt(node)}\` shifts by what is not a constant`);
  return maker.operation(op, left, right);
}

function lowerCall(node: SyntaxNode, scope: Scope): Expression {
  const callee = node['callee'] as SyntaxNode;
  const name = mathName(callee, scope);
  const values = (node['arguments'] as readonly SyntaxNode[]).map((argument) => lowerExpression(argument, scope));
  const { maker } = scope;
  const unknown = new Unsupported(`\`${scope.excerpt(node)}\` is not in the grammar`);
  if (name === undefined) throw unknown;
  const [first, second] = values;
  if (name === 'min' || name === 'max') {
    if (!first) return maker.constant(name === 'min' ? Infinity : -Infinity);
    const start = first.type === 'number' ? first : maker.operation('toNumber', first);
    return values.length === 1 ? start : values.reduce((left, right) => maker.operation(name, left, right));
  }
  if (vectorMath.has(name) && first) return maker.operation(name as Operation, first);
  if (name === 'pow' && first && second) return power(first, second, scope);
  const shape = Object.hasOwn(mathFunctions, name) ? mathFunctions[name as LaneFunction] : undefined;
  if (!shape || values.length < shape.arity) throw unknown;
  return maker.call(name as LaneFunction, ...values.slice(0, shape.arity));
}

/** `x ** n` is the engine's own power; only where speed goes first it is multiplied out, which may differ in the last bit. */
function power(base: Expression, exponent: Expression, { maker, fast }: Scope): Expression {
  const { value } = exponent;
  if (!fast || exponent.op !== 'constant' || !Number.isInteger(value) || value < 1 || value > 16) return maker.call('pow', base, exponent);
  let result: Expression | undefined;
  for (let bit = 1, square = base; bit <= value; bit *= 2, square = maker.operation('mul', square, square)) {
    if (value & bit) result = result ? maker.operation('mul', result, square) : square;
  }
  return result as Expression;
}

function boolean(value: boolean, { maker }: Scope): Expression {
  return maker.operation('toBoolean', maker.constant(value ? 1 : 0));
}

/** `name` of `Math.name`. */
function mathName(node: SyntaxNode, { values }: Scope): string | undefined {
  const object = node['object'] as SyntaxNode | undefined;
  const isMath =
    node.type === 'MemberExpression' && node['computed'] === false && object?.type === 'Identifier' && object['name'] === 'Math';
  const name = isMath && !values.has('Math') ? ((node['property'] as SyntaxNode)['name'] as string) : undefined;
  return name !== undefined && Object.hasOwn(Math, name) ? name : undefined;
}

/** Value of `Number.EPSILON` and its like. */
function numberConstant(node: SyntaxNode): number | undefined {
  const object = node['object'] as SyntaxNode;
  if (node['computed'] === true || object.type !== 'Identifier' || object['name'] !== 'Number') return undefined;
  const value = (Number as unknown as Readonly<Record<string, unknown>>)[(node['property'] as SyntaxNode)['name'] as string];
  return typeof value === 'number' ? value : undefined;
}
