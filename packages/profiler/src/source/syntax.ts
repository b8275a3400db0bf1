import type { Node } from 'acorn';
import { parse } from 'acorn';

/** A node of acorn's tree with whatever fields its type has. */
export interface AnyNode extends Node {
  readonly loc: NonNullable<Node['loc']>;
  readonly id?: { readonly name?: string } | null;
  readonly [key: string]: unknown;
}

/** The tree of JavaScript, read as a module, else as a script; undefined when it is neither. */
export function parseSource(text: string): Node | undefined {
  return read(text, 'module', true) ?? read(text, 'script', true);
}

/** The same without lines and columns: offsets alone, which takes half the time and memory. */
export function parseWithoutPlaces(text: string): Node | undefined {
  return read(text, 'module', false) ?? read(text, 'script', false);
}

/** Whether a node is what V8 calls a function: the file itself is one. */
export function isFunctionNode({ type }: AnyNode): boolean {
  return type === 'FunctionDeclaration' || type === 'FunctionExpression' || type === 'ArrowFunctionExpression' || type === 'Program';
}

export function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}

/** Fields that hold no nodes. */
const plain = new Set([
  'type',
  'start',
  'end',
  'loc',
  'name',
  'raw',
  'operator',
  'kind',
  'computed',
  'async',
  'generator',
  'static',
  'regex',
]);
const fields = new Map<string, readonly string[]>();

/** Fields of a node's type that may hold nodes, in the order of the text: acorn gives every node of a type the same ones. */
export function fieldsOf(node: AnyNode): readonly string[] {
  let known = fields.get(node.type);
  if (!known) {
    known = Object.keys(node).filter((key) => !plain.has(key));
    fields.set(node.type, known);
  }
  return known;
}

/** Nodes below one, with the field that each stands in, in the order of the text. */
export function childrenOf(node: AnyNode): readonly (readonly [key: string, child: AnyNode])[] {
  const children: (readonly [string, AnyNode])[] = [];
  for (const key of fieldsOf(node)) {
    const value = node[key];
    if (Array.isArray(value)) {
      for (const one of value) if (isNode(one)) children.push([key, one]);
    } else if (isNode(value)) children.push([key, value]);
  }
  return children;
}

function read(text: string, sourceType: 'module' | 'script', locations: boolean): Node | undefined {
  try {
    return parse(text, {
      ecmaVersion: 'latest',
      sourceType,
      locations,
      allowHashBang: true,
      allowReturnOutsideFunction: true,
      allowAwaitOutsideFunction: true,
      allowSuperOutsideMethod: true,
      checkPrivateFields: false,
    });
  } catch {
    // Not JavaScript, or of the other kind: the caller tries that.
    return undefined;
  }
}
