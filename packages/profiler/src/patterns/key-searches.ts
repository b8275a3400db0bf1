import { isFunctionNode, isNode, type AnyNode } from '../source/syntax.ts';
import { argumentsOf, eachNode, memberName, type Bindings } from './bindings.ts';
import type { AddPattern } from './find-patterns.ts';
import { kindOf } from './value-kind.ts';

const byFunction = /^(?:find|findIndex|findLast|findLastIndex|some|every|filter)$/;
const byValue = /^(?:includes|indexOf|lastIndexOf)$/;
/** Names of lists, for values whose kind nothing tells. */
const isList = /(?:[a-z](?<!s|u|i)s|list|array|seen|visited|queue|stack|all)$/i;
const isText = /text|str(?:ing)?|line|source|path|url|html|body|content|message|words?$|keys?$|json|csv|class/i;

/** Calls that look for one value in an array from its start: a map or a set would find it at once. */
export function addSearch(node: AnyNode, bindings: Bindings, add: AddPattern): void {
  const callee = node['callee'] as AnyNode;
  if (node.type !== 'CallExpression' || callee.type !== 'MemberExpression') return;
  const method = memberName(callee) ?? '';
  const receiver = callee['object'] as AnyNode;
  const [argument] = argumentsOf(node);
  if (!argument) return;
  const kind = kindOf(receiver, bindings);
  if (byValue.test(method)) {
    const name = /[\w$]+$/.exec(bindings.textOf(receiver))?.[0] ?? '';
    const isArray = kind === 'array' || (kind === undefined && isList.test(name) && !isText.test(name));
    if (isArray && !isConstant(argument, bindings)) add('search', node, { line: lineOfName(callee) });
    return;
  }
  if (!byFunction.test(method) || (kind !== undefined && kind !== 'array')) return;
  const test = isFunctionNode(argument) ? argument : functionNamed(argument, bindings);
  if (!test) return;
  // A range can be found by halving; all of a range cannot.
  const operators = /^(?:filter|every)$/.test(method) ? equality : comparison;
  const isOfElement = (side: AnyNode): boolean => refersTo(side, test, bindings);
  const isByKey = bodyOf(test)
    .flatMap((body) => comparisons(body, operators))
    .some((one) => comparesKey(one, isOfElement, bindings));
  // Lines of the callback are lines of the search, unless it is one in another.
  const last = isFunctionNode(argument) && !hasLoop(argument) ? argument.loc.end.line : lineOfName(callee);
  add(isByKey ? 'search' : 'pass', node, { line: lineOfName(callee), first: lineOfName(callee), last });
}

/** A loop that does nothing but look for one value. */
export function addSearchLoop(node: AnyNode, bindings: Bindings, add: AddPattern): void {
  if (node.type !== 'ForOfStatement' && node.type !== 'ForStatement') return;
  const body = node['body'] as AnyNode;
  const statements = body.type === 'BlockStatement' ? (body['body'] as readonly AnyNode[]) : [body];
  const [last] = statements.slice(-1);
  const before = statements.slice(0, -1);
  if (!last || last.type !== 'IfStatement' || isNode(last['alternate']) || before.some(({ type }) => type !== 'VariableDeclaration'))
    return;
  if (!leaves(last['consequent'] as AnyNode)) return;
  const isOfElement = (side: AnyNode): boolean => refersTo(side, node, bindings);
  const found = comparisons(last['test'] as AnyNode, equality).some((one) => comparesKey(one, isOfElement, bindings));
  if (found) add('search', node, { line: last.loc.start.line, first: node.loc.start.line, last: last.loc.end.line });
}

const equality = /^[!=]==?$/;
const comparison = /^(?:[!=]==?|[<>]=?)$/;

/** Comparisons that a test needs: what stands beside an `||` is none. */
function comparisons(node: AnyNode, operators: RegExp): readonly AnyNode[] {
  if (node.type === 'LogicalExpression' && node['operator'] === '&&')
    return [...comparisons(node['left'] as AnyNode, operators), ...comparisons(node['right'] as AnyNode, operators)];
  return node.type === 'BinaryExpression' && operators.test(node['operator'] as string) ? [node] : [];
}

/** Whether one side is of the element and the other a key that comes from elsewhere and differs from time to time. */
function comparesKey(node: AnyNode, isOfElement: (side: AnyNode) => boolean, bindings: Bindings): boolean {
  const [left, right] = [node['left'] as AnyNode, node['right'] as AnyNode];
  const [own, other] = isOfElement(left) ? [left, right] : [right, left];
  return isOfElement(own) && !isOfElement(other) && isPath(own) && isPath(other) && !isConstant(other, bindings);
}

function isPath(node: AnyNode): boolean {
  if (node.type === 'Identifier' || node.type === 'ThisExpression') return true;
  if (node.type === 'MemberExpression') return isPath(node['object'] as AnyNode);
  if (node.type === 'ChainExpression') return isPath(node['expression'] as AnyNode);
  if (node.type === 'CallExpression') return isPath(node['callee'] as AnyNode) && argumentsOf(node).every((one) => isPath(one));
  return node.type === 'TemplateLiteral' || node.type === 'Literal';
}

/** What is the same in every call. */
function isConstant(node: AnyNode, bindings: Bindings): boolean {
  let isLocal = false;
  eachNode(node, (one, parent) => {
    const isName =
      one.type === 'Identifier' && !(parent?.type === 'MemberExpression' && parent['property'] === one && parent['computed'] !== true);
    if (one.type === 'ThisExpression' || (isName && bindings.lookUp(one)?.isLocal === true)) isLocal = true;
  });
  return !isLocal;
}

/** Whether an expression reads a name that is declared in a node: a parameter of a function, or the element of a loop. */
function refersTo(node: AnyNode, declaring: AnyNode, bindings: Bindings): boolean {
  let found = false;
  eachNode(node, (one, parent) => {
    if (one.type !== 'Identifier' || (parent?.type === 'MemberExpression' && parent['property'] === one && parent['computed'] !== true))
      return;
    if (bindings.declaredIn(one, declaring)) found = true;
  });
  return found;
}

function bodyOf(test: AnyNode): readonly AnyNode[] {
  const body = test['body'] as AnyNode;
  if (body.type !== 'BlockStatement') return [body];
  return (body['body'] as readonly AnyNode[]).flatMap((statement) => {
    const value =
      statement.type === 'IfStatement' ? statement['test'] : statement.type === 'ReturnStatement' ? statement['argument'] : undefined;
    return isNode(value) ? [value] : [];
  });
}

function functionNamed(node: AnyNode, bindings: Bindings): AnyNode | undefined {
  const value = node.type === 'Identifier' ? bindings.lookUp(node)?.values[0]?.node : undefined;
  return value && isFunctionNode(value) ? value : undefined;
}

function hasLoop(node: AnyNode): boolean {
  let found = false;
  eachNode(node, (one) => {
    if (/^(?:For|While|DoWhile)/.test(one.type) || (one !== node && isFunctionNode(one))) found = true;
  });
  return found;
}

function leaves(node: AnyNode): boolean {
  const last = node.type === 'BlockStatement' ? (node['body'] as readonly AnyNode[]).at(-1) : node;
  return last !== undefined && /^(?:Return|Break)Statement$/.test(last.type);
}

function lineOfName(callee: AnyNode): number {
  return (callee['property'] as AnyNode).loc.start.line;
}
