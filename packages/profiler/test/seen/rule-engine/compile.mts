import type { Tree } from './parse.mts';
import type { Order } from './desk.mts';

export type Rule = (order: Order) => boolean;
type Value = (order: Order) => number;

const fields: Record<string, Value> = {
  weight: (order) => order.weight,
  price: (order) => order.price,
  distance: (order) => order.distance,
  pieces: (order) => order.pieces,
};

const pairs: Record<string, (left: Value, right: Value) => Value> = {
  or: (left, right) => (order) => left(order) || right(order),
  and: (left, right) => (order) => left(order) && right(order),
  '<': (left, right) => (order) => Number(left(order) < right(order)),
  '>': (left, right) => (order) => Number(left(order) > right(order)),
  '<=': (left, right) => (order) => Number(left(order) <= right(order)),
  '>=': (left, right) => (order) => Number(left(order) >= right(order)),
  '==': (left, right) => (order) => Number(left(order) === right(order)),
  '+': (left, right) => (order) => left(order) + right(order),
  '-': (left, right) => (order) => left(order) - right(order),
  '*': (left, right) => (order) => left(order) * right(order),
  '/': (left, right) => (order) => left(order) / right(order),
};

function valueOf(tree: Tree): Value {
  if (tree.kind === 'number') return () => tree.value;
  if (tree.kind === 'name') return fields[tree.name] ?? (() => 0);
  const pair = pairs[tree.sign];
  if (!pair) throw new SyntaxError(`No such sign: ${tree.sign}`);
  return pair(valueOf(tree.left), valueOf(tree.right));
}

export function compile(tree: Tree): Rule {
  const value = valueOf(tree);
  return (order) => value(order) !== 0;
}
