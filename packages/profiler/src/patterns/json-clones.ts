import { isNode, type AnyNode } from '../source/syntax.ts';
import { argumentsOf, isWithinLoop, type Bindings } from './bindings.ts';
import { calledName } from './called-name.ts';
import type { AddPattern } from './find-patterns.ts';

/** A copy made through text: `parse` of what `stringify` gave, at once or through a variable that is used for nothing else. */
export function addJsonClone(node: AnyNode, bindings: Bindings, add: AddPattern): void {
  if (node.type !== 'CallExpression' || calledName(node, bindings) !== 'JSON.parse') return;
  const [argument] = argumentsOf(node);
  if (!argument) return;
  const line = (node['callee'] as AnyNode).type === 'MemberExpression' ? propertyLine(node) : node.loc.start.line;
  if (isStringify(argument, bindings)) {
    add('json-clone', node, { line, last: propertyLine(argument) });
    return;
  }
  const binding = argument.type === 'Identifier' ? bindings.lookUp(argument) : undefined;
  const [text, ...others] = binding?.values ?? [];
  if (!text || others.length > 0 || text.path.length > 0 || !isStringify(text.node, bindings) || !isReadForCopies(argument, bindings))
    return;
  // Made once and read many times is no clone.
  if (bindings.functionOf(text.node) !== bindings.functionOf(node) || isWithinLoop(text.node, bindings) !== isWithinLoop(node, bindings))
    return;
  add('json-clone', node, { line });
  add('json-clone', text.node, { line: propertyLine(text.node) });
}

/** Whether the text is parsed and, at most, asked for before. */
function isReadForCopies(identifier: AnyNode, bindings: Bindings): boolean {
  return bindings.readsOf(identifier).every((read) => {
    const parent = bindings.parentOf(read);
    if (!parent) return false;
    if (parent.type === 'CallExpression') return calledName(parent, bindings) === 'JSON.parse';
    return isNode(parent['test']) ? parent['test'] === read : /^(?:Binary|Unary|Logical)Expression$/.test(parent.type);
  });
}

function isStringify(node: AnyNode, bindings: Bindings): boolean {
  return node.type === 'CallExpression' && calledName(node, bindings) === 'JSON.stringify';
}

function propertyLine(node: AnyNode): number {
  const callee = node['callee'];
  const property = isNode(callee) ? callee['property'] : undefined;
  return isNode(property) ? property.loc.start.line : node.loc.start.line;
}
