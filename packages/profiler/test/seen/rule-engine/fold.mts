import type { Tree } from './parse.mts';

const signs: Record<string, (left: number, right: number) => number> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
};

/** The tree with its constant parts worked out. */
export function folded(tree: Tree): Tree {
  if (tree.kind !== 'pair') return tree;
  const left = folded(tree.left);
  const right = folded(tree.right);
  const apply = signs[tree.sign];
  if (apply && left.kind === 'number' && right.kind === 'number') return { kind: 'number', value: apply(left.value, right.value) };
  return { kind: 'pair', sign: tree.sign, left, right };
}
