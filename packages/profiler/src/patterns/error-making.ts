import { isNode, type AnyNode } from '../source/syntax.ts';
import { eachNode, memberName, type Bindings } from './bindings.ts';
import type { AddPattern } from './find-patterns.ts';

const errorName = /(?:Error|Exception|Failure|Fault)$/;
const maxDepth = 5;

/** Making an error walks the stack, and so does reading its stack as text. */
export function addErrorMaking(node: AnyNode, bindings: Bindings, add: AddPattern): void {
  if (/^Class(?:Declaration|Expression)$/.test(node.type) && isNode(node['superClass']) && isErrorClass(node['superClass'], bindings, 0)) {
    addClass(node, add);
    return;
  }
  if (node.type === 'ThrowStatement') {
    add('make-error', node);
    const made = node['argument'] as AnyNode;
    if (made.type === 'NewExpression' || made.type === 'CallExpression')
      add('make-error', made, { line: node.loc.start.line, last: made.loc.start.line });
    return;
  }
  const callee = node['callee'];
  if ((node.type === 'NewExpression' || node.type === 'CallExpression') && isNode(callee)) {
    const isCapture = callee.type === 'MemberExpression' && memberName(callee) === 'captureStackTrace';
    const isMade = callee.type === 'Identifier' && isErrorClass(callee, bindings, 0);
    const isThrown = bindings.parentOf(node)?.type === 'ThrowStatement';
    if ((isCapture || isMade) && !isThrown) add('make-error', node);
  }
  if (node.type === 'MemberExpression' && memberName(node) === 'stack' && bindings.parentOf(node)?.type !== 'AssignmentExpression')
    add('make-error', node, { line: (node['property'] as AnyNode).loc.start.line });
}

/** A class without a constructor has one on its first line; of one that is written out, the call of `super` makes the error. */
function addClass(node: AnyNode, add: AddPattern): void {
  const members = (node['body'] as AnyNode)['body'] as readonly AnyNode[];
  const constructor = members.find((member) => member['kind'] === 'constructor');
  if (!constructor) {
    add('error-class', node);
    return;
  }
  let line = constructor.loc.start.line;
  eachNode(constructor, (one) => {
    if (one.type === 'CallExpression' && (one['callee'] as AnyNode).type === 'Super') line = one.loc.start.line;
  });
  add('error-constructor', constructor, { line, first: constructor.loc.start.line, last: constructor.loc.end.line });
}

function isErrorClass(node: AnyNode, bindings: Bindings, depth: number): boolean {
  const name = node.type === 'MemberExpression' ? (memberName(node) ?? '') : ((node['name'] ?? '') as string);
  if (errorName.test(name)) return true;
  const value = node.type === 'Identifier' && depth < maxDepth ? bindings.lookUp(node)?.values[0]?.node : undefined;
  return (
    value !== undefined &&
    value.type.startsWith('Class') &&
    isNode(value['superClass']) &&
    isErrorClass(value['superClass'], bindings, depth + 1)
  );
}
