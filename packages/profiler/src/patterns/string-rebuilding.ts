import { isFunctionNode, isNode, type AnyNode } from '../source/syntax.ts';
import { argumentsOf, eachNode, memberName, type Bindings } from './bindings.ts';
import type { AddPattern } from './find-patterns.ts';
import { kindOf } from './value-kind.ts';

/** Methods that need the characters of a string: one that was put together of pieces is made whole for them. */
const reads =
  /^(?:charAt|charCodeAt|codePointAt|at|indexOf|lastIndexOf|includes|startsWith|endsWith|slice|substring|substr|replace|replaceAll|trim|trimStart|trimEnd|split|match|matchAll|search|toUpperCase|toLowerCase|normalize)$/;
const makesNew = /^(?:replace|replaceAll|split|slice|substring|substr|trim|trimStart|trimEnd|padStart|padEnd|concat)$/;
/** Others give a view of the string that they are called on, as long as that is whole. */
const copies = /\.(?:replace|replaceAll|split|padStart|padEnd|concat)\(/;

/** A string that grows piece by piece and is cut, searched or read in between; or that is set to a changed copy of itself in a loop. */
export function addRebuilding(node: AnyNode, bindings: Bindings, add: AddPattern): void {
  if (node.type !== 'AssignmentExpression') return;
  const left = node['left'] as AnyNode;
  const right = node['right'] as AnyNode;
  if (left.type !== 'Identifier' && left.type !== 'MemberExpression') return;
  const name = bindings.textOf(left);
  const container = containerOf(node, bindings);
  if (node['operator'] === '=' && startOf(right, bindings) === name && kindOf(left, bindings) !== 'array') {
    const isCopied = copies.test(bindings.textOf(right)) || bindings.isGrown(name);
    if (isLoop(container) && isCopied) add('rebuild', node, { line: methodLine(right) });
    return;
  }
  if (!grows(node, name, bindings) || isReset(container, name, node, bindings)) return;
  let isRead = false;
  eachNode(container, (one) => {
    if (!stringsReadAt(one, bindings).some((read) => bindings.textOf(read) === name)) return;
    isRead = true;
    add('rebuild', one, { line: lineOfRead(one) });
  });
  if (isRead) add('rebuild', node);
}

/** Whether an assignment adds text to what it sets. */
export function grows(node: AnyNode, name: string, bindings: Bindings): boolean {
  const right = node['right'] as AnyNode;
  if (node['operator'] === '+=') return kindOf(right, bindings) === 'string' || kindOf(node['left'] as AnyNode, bindings) === 'string';
  if (node['operator'] !== '=') return false;
  const isSum = right.type === 'BinaryExpression' && right['operator'] === '+' && bindings.textOf(right).includes(name);
  return (
    (isSum && kindOf(right, bindings) === 'string') ||
    (right.type === 'TemplateLiteral' && bindings.textOf(right).startsWith(`\`\${${name}}`))
  );
}

/** What a chain of calls that make new strings begins with: `text` of `text.split('').join('')`. */
function startOf(node: AnyNode, bindings: Bindings): string {
  let [at, isNew] = [node, false];
  while (at.type === 'CallExpression') {
    const callee = at['callee'] as AnyNode;
    if (callee.type !== 'MemberExpression') return '';
    const object = callee['object'] as AnyNode;
    isNew = object.type !== 'CallExpression' && makesNew.test(memberName(callee) ?? '');
    at = object;
  }
  return isNew ? bindings.textOf(at) : '';
}

/** Strings whose characters a node reads: more than one where several are handed to a call. */
export function stringsReadAt(node: AnyNode, bindings: Bindings): readonly AnyNode[] {
  if (node.type === 'MemberExpression')
    return node['computed'] === true && bindings.parentOf(node)?.type !== 'AssignmentExpression' ? [node['object'] as AnyNode] : [];
  if (node.type !== 'CallExpression') return [];
  const callee = node['callee'] as AnyNode;
  const method = callee.type === 'MemberExpression' ? (memberName(callee) ?? '') : '';
  if (reads.test(method)) return [callee['object'] as AnyNode];
  const isReader = /^(?:test|exec|byteLength|from)$/.test(method) || /(?:^|\.)JSON\.parse$/.test(bindings.textOf(callee));
  return isReader ? argumentsOf(node) : [];
}

/** The line on which V8 puts a read. */
export function lineOfRead(node: AnyNode): number {
  return node.type === 'CallExpression' ? methodLine(node) : node.loc.start.line;
}

/** Whether the string begins anew within the loop: then it stays short. */
function isReset(container: AnyNode, name: string, growing: AnyNode, bindings: Bindings): boolean {
  let found = false;
  eachNode(container, (one) => {
    const isSet =
      one.type === 'AssignmentExpression' && one['operator'] === '=' && one !== growing && bindings.textOf(one['left'] as AnyNode) === name;
    const isDeclared = one.type === 'VariableDeclarator' && bindings.textOf(one.id as AnyNode) === name;
    if (isDeclared || (isSet && !bindings.textOf(one['right'] as AnyNode).includes(name))) found = true;
  });
  return found;
}

/** The innermost loop around a node, or the function where there is none. */
function containerOf(node: AnyNode, bindings: Bindings): AnyNode {
  let at = bindings.parentOf(node);
  while (at && !isLoop(at) && !isFunctionNode(at)) at = bindings.parentOf(at);
  return at ?? bindings.root;
}

function isLoop({ type }: AnyNode): boolean {
  return /^(?:For|While|DoWhile)/.test(type);
}

function methodLine(node: AnyNode): number {
  const callee = node['callee'];
  const property = isNode(callee) ? callee['property'] : undefined;
  return isNode(property) ? property.loc.start.line : node.loc.start.line;
}
