import { isFunctionNode, isNode, type AnyNode } from '../source/syntax.ts';
import { memberName, type Bindings } from './bindings.ts';
import type { AddPattern } from './find-patterns.ts';

const makes =
  /^(?:map|filter|flatMap|flat|slice|split|concat|join|substring|replace|replaceAll|toString|toFixed|toSorted|toReversed|sort|from|of|entries|keys|values|fromEntries|assign|parse|stringify|alloc|allocUnsafe|push|set|add|exec|match|matchAll|trim|toUpperCase|toLowerCase|padStart|padEnd|repeat|structuredClone|unshift|readFileSync|toJSON)$/;

/** What makes something on the heap. */
export function addAllocation(node: AnyNode, bindings: Bindings, add: AddPattern): void {
  const parts = node['properties'] ?? node['elements'];
  const isLiteral = (node.type === 'ObjectExpression' || node.type === 'ArrayExpression') && (parts as readonly unknown[]).length > 0;
  const isText = node.type === 'TemplateLiteral' && (node['expressions'] as readonly unknown[]).length > 0;
  const isClosure = isFunctionNode(node) && node.type !== 'Program' && bindings.functionOf(node).type !== 'Program';
  if (isLiteral || isText || isClosure || node.type === 'NewExpression' || node.type === 'AwaitExpression') add('allocate', node);
  const callee = node['callee'];
  if (node.type !== 'CallExpression' || !isNode(callee)) return;
  const name = callee.type === 'MemberExpression' ? (memberName(callee) ?? '') : ((callee['name'] ?? '') as string);
  const property = callee['property'];
  if (makes.test(name)) add('allocate', node, { line: isNode(property) ? property.loc.start.line : node.loc.start.line });
}
