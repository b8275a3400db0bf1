import type { SyntaxNode } from '../drivers/acorn.ts';
import type { ElementLoop } from './element-loop.ts';
import { kernelOf } from './element-reader.ts';

/** Reads `typed.map((x) => …)` and `typed.reduce((sum, x) => sum + x, 0)` over what is known to be a typed array. */
export function readArrayMethod(node: SyntaxNode, text: string, typed: ReadonlySet<string>): ElementLoop | undefined {
  const callee = node['callee'] as SyntaxNode | undefined;
  if (node.type !== 'CallExpression' || callee?.type !== 'MemberExpression') return undefined;
  const array = (callee['object'] as SyntaxNode)['name'] as string | undefined;
  if (array === undefined || !typed.has(array)) return undefined;
  const method = (callee['property'] as SyntaxNode)['name'] as string | undefined;
  const [fn] = node['arguments'] as readonly SyntaxNode[];
  if (fn?.type !== 'ArrowFunctionExpression') return undefined;
  const names = (fn['params'] as readonly SyntaxNode[]).map(({ name }) => name as string | undefined);
  const body = fn['body'] as SyntaxNode;
  const found = kernelOf(text.slice(body.start, body.end));
  if (!found) return undefined;
  if (method === 'map' && names.length === 1 && names[0] !== undefined) {
    const inputs = found.inputs.map((name) => (name === names[0] ? array : name));
    return { kind: 'map', call: `kernel(${found.text})(${[...inputs, 'out'].join(', ')})`, arrays: [array] };
  }
  const isSum = method === 'reduce' && names.length === 2 && isSumOf(body, names as readonly string[]);
  return isSum ? { kind: 'sum', call: `simd.sum(${array})`, arrays: [array] } : undefined;
}

function isSumOf(body: SyntaxNode, names: readonly string[]): boolean {
  if (body.type !== 'BinaryExpression' || body['operator'] !== '+') return false;
  const parts = new Set([body['left'], body['right']].map((part) => (part as SyntaxNode)['name']));
  return names.every((name) => parts.has(name));
}
