import type { AnyNode } from '../source/syntax.ts';
import { argumentsOf, memberName, type Bindings } from './bindings.ts';
import type { AddPattern } from './find-patterns.ts';
import { kindOf } from './value-kind.ts';

/** Taking from the start of an array, or putting there: every element behind it moves. */
export function addArrayHead(node: AnyNode, bindings: Bindings, add: AddPattern): void {
  const callee = node['callee'] as AnyNode;
  if (node.type !== 'CallExpression' || callee.type !== 'MemberExpression') return;
  const method = memberName(callee) ?? '';
  const [first] = argumentsOf(node);
  const isHead =
    /^(?:shift|unshift)$/.test(method) || (/^(?:splice|toSpliced)$/.test(method) && first !== undefined && first['value'] === 0);
  if (!isHead || (kindOf(callee['object'] as AnyNode, bindings) ?? 'array') !== 'array') return;
  add('array-head', node, { line: (callee['property'] as AnyNode).loc.start.line });
}
