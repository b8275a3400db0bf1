import type { AnyNode } from '../source/syntax.ts';
import type { Bindings } from './bindings.ts';

/** What a function is called by: its own name, that of the variable it is put into, or of the member that it is; `''` when it has none. */
export function nameOfFunction(node: AnyNode, bindings: Bindings): string {
  const parent = bindings.parentOf(node);
  const named = node.id ?? (parent?.type === 'VariableDeclarator' ? parent.id : undefined);
  if (named?.name !== undefined) return named.name;
  const key = parent && /^(?:MethodDefinition|Property|PropertyDefinition)$/.test(parent.type) ? (parent['key'] as AnyNode) : undefined;
  return (key?.['name'] as string | undefined) ?? '';
}
