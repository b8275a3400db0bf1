import { isFunctionNode, isNode, type AnyNode } from '../source/syntax.ts';
import { argumentsOf, eachNode, isWithinLoop, memberName, type Bindings } from './bindings.ts';
import type { AddPattern } from './find-patterns.ts';

/** All that was gathered so far is copied for what is added: in a reducer, or where a variable is set to a copy of itself with more in it. */
export function addGrowingCopy(node: AnyNode, bindings: Bindings, add: AddPattern): void {
  const gathered = node.type === 'AssignmentExpression' && node['operator'] === '=' ? gatheredBy(node, bindings) : undefined;
  if (gathered) return addCopies(node['right'] as AnyNode, gathered, isWithinLoop(node, bindings));
  const accumulator = isFunctionNode(node) && node.type !== 'Program' ? accumulatorOf(node, bindings) : undefined;
  if (accumulator === undefined) return;
  addCopies(
    node['body'] as AnyNode,
    (text) => text === accumulator || text.startsWith(`${accumulator}.`) || text.startsWith(`${accumulator}[`),
    true,
  );

  function addCopies(within: AnyNode, isGathered: (text: string) => boolean, isRepeated: boolean): void {
    eachNode(within, (one) => {
      for (const [copied, maker] of copiedBy(one, bindings)) {
        if (!isGathered(bindings.textOf(unwrapped(copied)))) continue;
        if (!grows(maker, copied) && !(isRepeated && mayGrow(maker, copied))) continue;
        add('copy-all', maker, { line: copied.loc.start.line, first: maker.loc.start.line, last: lastOwnLine(maker) });
      }
    });
  }
}

/** Whether there is more in what is made than in what was copied, each time: an object of the same keys stays as large as it is. */
function grows(maker: AnyNode, copied: AnyNode): boolean {
  if (maker.type === 'ObjectExpression') return hasComputedKey(maker);
  const others = maker.type === 'CallExpression' ? argumentsOf(maker).filter((one) => one !== copied) : [];
  const isAssign = others[0]?.type === 'ObjectExpression' && memberName(maker['callee'] as AnyNode) === 'assign';
  return !isAssign || others.some((one) => one.type === 'ObjectExpression' && hasComputedKey(one));
}

/** Whether something else is copied into it that may have other keys. */
function mayGrow(maker: AnyNode, copied: AnyNode): boolean {
  const parts = (maker['properties'] ?? maker['arguments'] ?? []) as readonly AnyNode[];
  return parts.some((part) =>
    part.type === 'SpreadElement'
      ? part['argument'] !== copied
      : maker.type === 'CallExpression' && part !== copied && part.type !== 'ObjectExpression',
  );
}

function hasComputedKey(node: AnyNode): boolean {
  return (node['properties'] as readonly AnyNode[]).some((property) => property['computed'] === true);
}

/** What an assignment sets, when it is made of what is set: `rows = [...rows, row]`, or a function that is handed it. */
function gatheredBy(node: AnyNode, bindings: Bindings): ((text: string) => boolean) | undefined {
  const left = node['left'] as AnyNode;
  if (left.type !== 'Identifier' && left.type !== 'MemberExpression') return undefined;
  const name = bindings.textOf(left);
  return (text) => text === name || text.startsWith(`${name}.`) || text.startsWith(`${name}[`);
}

/** The parameter in which a function is handed what was gathered so far. */
function accumulatorOf(node: AnyNode, bindings: Bindings): string | undefined {
  const parameters = node['params'] as readonly AnyNode[];
  const call = bindings.parentOf(node);
  if (call && isReduce(call) && argumentsOf(call)[0] === node) return nameOf(parameters[0]);
  const own = node.id?.name ?? nameOf(call?.type === 'VariableDeclarator' ? (call.id as AnyNode) : undefined);
  if (own === undefined) return undefined;
  const position = bindings.accumulatedBy(own);
  return position === undefined ? undefined : nameOf(parameters[position]);
}

/** By the name of a function, the place of the argument that its result is set to: `all = add(all, one)`, `rows.reduce(add)`. */
export function accumulatingCall(node: AnyNode, textOf: (node: AnyNode) => string): readonly [name: string, position: number] | undefined {
  if (node.type === 'CallExpression' && isReduce(node)) {
    const [reducer] = argumentsOf(node);
    return reducer?.type === 'Identifier' ? [reducer['name'] as string, 0] : undefined;
  }
  const right = node['right'];
  if (node.type !== 'AssignmentExpression' || !isNode(right) || right.type !== 'CallExpression') return undefined;
  const callee = right['callee'] as AnyNode;
  if (callee.type !== 'Identifier') return undefined;
  const left = textOf(node['left'] as AnyNode);
  const position = argumentsOf(right).findIndex((argument) => textOf(argument) === left);
  return position < 0 ? undefined : [callee['name'] as string, position];
}

function isReduce(node: AnyNode): boolean {
  const callee = node['callee'];
  return isNode(callee) && callee.type === 'MemberExpression' && /^reduce(?:Right)?$/.test(memberName(callee) ?? '');
}

/** What an expression copies whole, and the expression. */
function copiedBy(node: AnyNode, bindings: Bindings): readonly (readonly [copied: AnyNode, maker: AnyNode])[] {
  if (node.type === 'ObjectExpression' || node.type === 'ArrayExpression') {
    const parts = (node['properties'] ?? node['elements']) as readonly (AnyNode | null)[];
    if (parts.length < 2) return [];
    return parts.flatMap((part) => (part?.type === 'SpreadElement' ? [[part['argument'] as AnyNode, node] as const] : []));
  }
  if (node.type === 'NewExpression' && /^(?:Map|Set)$/.test(bindings.textOf(node['callee'] as AnyNode))) {
    const [source] = argumentsOf(node);
    return source && source.type !== 'ArrayExpression' ? [[source, node]] : [];
  }
  if (node.type !== 'CallExpression') return [];
  const callee = node['callee'] as AnyNode;
  if (callee.type !== 'MemberExpression') return [];
  const method = memberName(callee);
  if (method === 'concat') return [[callee['object'] as AnyNode, node]];
  if (method === 'assign' && argumentsOf(node)[0]?.type === 'ObjectExpression')
    return argumentsOf(node)
      .slice(1)
      .map((one) => [one, node] as const);
  return [];
}

/** `all[key] ?? []` copies `all[key]`. */
function unwrapped(node: AnyNode): AnyNode {
  return node.type === 'LogicalExpression' ? unwrapped(node['left'] as AnyNode) : node;
}

function lastOwnLine(node: AnyNode): number {
  return node.loc.end.line - node.loc.start.line > 12 ? node.loc.start.line : node.loc.end.line;
}

function nameOf(node: AnyNode | undefined): string | undefined {
  if (node?.type === 'AssignmentPattern') return nameOf(node['left'] as AnyNode);
  return node?.type === 'Identifier' ? (node['name'] as string) : undefined;
}
