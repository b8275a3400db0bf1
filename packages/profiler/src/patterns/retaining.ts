import { isFunctionNode, type AnyNode } from '../source/syntax.ts';
import { memberName, type Bindings } from './bindings.ts';
import type { AddPattern } from './find-patterns.ts';

const keeps = /^(?:push|unshift|set|add|append)$/;
const releases = ['delete', 'clear', 'pop', 'shift', 'splice'];

/** What is put into a collection that outlives the call, and that nothing in the file is ever taken out of. */
export function addRetaining(node: AnyNode, bindings: Bindings, add: AddPattern): void {
  if (node.type === 'AssignmentExpression' && node['operator'] === '=') {
    const left = node['left'] as AnyNode;
    if (
      left.type === 'MemberExpression' &&
      left['computed'] === true &&
      outlives(left['object'] as AnyNode, node, bindings) &&
      !isReleased(left['object'] as AnyNode, bindings)
    )
      add('retain', node);
    return;
  }
  const callee = node['callee'] as AnyNode;
  if (node.type !== 'CallExpression' || callee.type !== 'MemberExpression' || !keeps.test(memberName(callee) ?? '')) return;
  const collection = callee['object'] as AnyNode;
  if (outlives(collection, node, bindings) && !isReleased(collection, bindings))
    add('retain', node, { line: (callee['property'] as AnyNode).loc.start.line });
}

/** A member of an object, a variable of a function further out, or one of the file. */
function outlives(collection: AnyNode, use: AnyNode, bindings: Bindings): boolean {
  if (collection.type === 'MemberExpression') return memberName(collection) !== undefined;
  if (collection.type !== 'Identifier') return false;
  const [declaration] = bindings.lookUp(collection)?.declarations ?? [];
  if (!declaration) return false;
  const owner = bindings.functionOf(declaration);
  if (owner === bindings.functionOf(use)) return owner === bindings.root && !bindings.lookUp(collection)?.isLocal;
  // A callback of an array method fills what the function around it returns.
  return owner === bindings.root || isOfFactory(use, owner, bindings);
}

/** Whether a function between is one that is kept: a method, or one with a name. */
function isOfFactory(use: AnyNode, owner: AnyNode, bindings: Bindings): boolean {
  for (let at = bindings.functionOf(use); at !== owner && at !== bindings.root; at = bindings.functionOf(at)) {
    const parent = bindings.parentOf(at);
    if (
      isFunctionNode(at) &&
      (at.type === 'FunctionDeclaration' || (parent && /^(?:Property|VariableDeclarator|MethodDefinition)$/.test(parent.type)))
    )
      return true;
  }
  return false;
}

function isReleased(collection: AnyNode, bindings: Bindings): boolean {
  const cell = collection.type === 'Identifier' ? bindings.lookUp(collection) : bindings.member(memberName(collection) ?? '');
  // What is set to another value anywhere begins anew.
  return cell === undefined || releases.some((method) => cell.uses.has(method)) || cell.values.length > 1;
}
