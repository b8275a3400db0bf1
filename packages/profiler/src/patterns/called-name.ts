import { isNode, type AnyNode } from '../source/syntax.ts';
import { argumentsOf, memberName, type Bindings } from './bindings.ts';

const maxDepth = 6;

/** The name of a built-in that a call or construction means, aliases followed: `JSON.parse`; `''` for what is of the program. */
export function calledName(node: AnyNode, bindings: Bindings): string {
  return globalName(node['callee'] as AnyNode, bindings, 0);
}

/** The name of a built-in that an expression is. */
function globalName(node: AnyNode, bindings: Bindings, depth = 0): string {
  if (depth > maxDepth) return '';
  if (node.type === 'ChainExpression') return globalName(node['expression'] as AnyNode, bindings, depth + 1);
  if (node.type === 'MemberExpression') {
    const object = globalName(node['object'] as AnyNode, bindings, depth + 1);
    const name = memberName(node);
    if (object === '' || name === undefined) return '';
    return object === 'globalThis' || object === 'global' ? name : `${object}.${name}`;
  }
  if (node.type === 'CallExpression' && argumentsOf(node).length > 0) {
    const callee = node['callee'] as AnyNode;
    const isBound = callee.type === 'MemberExpression' && memberName(callee) === 'bind';
    return isBound ? globalName(callee['object'] as AnyNode, bindings, depth + 1) : '';
  }
  if (node.type !== 'Identifier') return '';
  const binding = bindings.lookUp(node);
  if (!binding) return node['name'] as string;
  const [value, ...others] = binding.values;
  if (!value || others.length > 0 || !isNode(value.node) || value.path.includes('[]') || binding.parameterOf) return '';
  const base = globalName(value.node, bindings, depth + 1);
  return base === '' ? '' : [base, ...value.path].join('.');
}
