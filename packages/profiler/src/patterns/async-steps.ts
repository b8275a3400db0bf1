import { isFunctionNode, isNode, type AnyNode } from '../source/syntax.ts';
import { argumentsOf, eachNode, memberName, type Bindings } from './bindings.ts';
import type { AddPattern } from './find-patterns.ts';

/** Calls that may work for long without a frame of their own: what ticks there is not the promise. */
const works =
  /^(?:parse|stringify|sort|toSorted|split|replace|replaceAll|match|join|map|filter|reduce|includes|indexOf|find|structuredClone|from|concat|slice|fill|set|copy)$/;

/** Where promises are made and awaited: their time falls on the awaiting line, and on the first line and the returns of an async function. */
export function addAsync(node: AnyNode, bindings: Bindings, add: AddPattern): void {
  const isAwait = node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node['await'] === true);
  if (isAwait) {
    const awaited = (node['argument'] ?? node['right']) as AnyNode;
    if (isAsyncGenerator(bindings.functionOf(node)) && node.type === 'ForOfStatement') add('relay', node);
    if (!doesWork(awaited)) add('await', node, { last: isNode(node['argument']) ? lineOfCall(awaited) : node.loc.start.line });
  }
  if (isSourceYield(node, bindings)) add('source-yield', node, { last: node.loc.end.line });
  if (isFunctionNode(node) && node['async'] === true && !worksOnFirstLine(node)) add('async-step', node);
  if (node.type === 'ReturnStatement' && bindings.functionOf(node)['async'] === true && !doesWork(node)) add('async-step', node);
}

/** One by one, where the turn of the loop waits for nothing: a source that could give many at once. */
function isSourceYield(node: AnyNode, bindings: Bindings): boolean {
  if (node.type !== 'YieldExpression' || node['delegate'] === true || !isAsyncGenerator(bindings.functionOf(node))) return false;
  let at = bindings.parentOf(node);
  while (at && !isFunctionNode(at) && !/^(?:For|While|DoWhile)/.test(at.type)) at = bindings.parentOf(at);
  if (!at || isFunctionNode(at)) return false;
  let waits = false;
  eachNode(at, (one) => {
    if (one.type === 'AwaitExpression' || (one.type === 'ForOfStatement' && one['await'] === true)) waits = true;
  });
  return !waits;
}

function isAsyncGenerator(node: AnyNode): boolean {
  return node['async'] === true && node['generator'] === true;
}

function doesWork(node: AnyNode): boolean {
  let found = false;
  eachNode(node, (one) => {
    if (one.type === 'NewExpression' && argumentsOf(one).length > 0 && (one['callee'] as AnyNode)['name'] === 'RegExp') found = true;
    const callee = one['callee'];
    if (one.type !== 'CallExpression' || !isNode(callee)) return;
    const name = callee.type === 'MemberExpression' ? (memberName(callee) ?? '') : ((callee['name'] ?? '') as string);
    if (works.test(name)) found = true;
  });
  return found;
}

function lineOfCall(node: AnyNode): number {
  const callee = node['callee'];
  const property = isNode(callee) ? callee['property'] : undefined;
  return isNode(property) ? property.loc.start.line : node.loc.start.line;
}

/** Whether the body, or more than a call, stands where the function begins. */
function worksOnFirstLine(node: AnyNode): boolean {
  const body = node['body'] as AnyNode;
  let found = false;
  eachNode(body, (one) => {
    if (one.loc.start.line === node.loc.start.line && /^(?:For|While|DoWhile)/.test(one.type)) found = true;
  });
  return found || (body.loc.end.line === node.loc.start.line && doesWork(body));
}
