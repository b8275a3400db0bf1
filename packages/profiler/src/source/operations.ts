import type { Node } from 'acorn';
import { childrenOf, isFunctionNode, isNode, type AnyNode } from './syntax.ts';
import { createNames, type Described, type Names } from './names.ts';

/** A call, or another thing that takes time, as it stands in a source file. Lines count from 1, columns from 0. */
export interface Operation {
  /** `append` is `text += …`; `spread` is `...rest` in an array, an object or a call; `throw` is a statement. */
  readonly kind: 'call' | 'new' | 'spread' | 'throw' | 'append';
  /**
   * Whole path of what is called, spread, thrown or appended to, aliases followed: `JSON.parse` for `parse(text)` after `const { parse } = JSON`.
   * `()` stands behind what is called, `[]` behind what is indexed, an expression that is no path is `''`, a regular expression stands as it is
   * written. What comes from a module is named within it, without its own name.
   */
  readonly callee: string;
  /** The last part of `callee`: `parse`; what stands in the text when it has none. */
  readonly name: string;
  /** As the name stands in the text, where that is another one than `name`. */
  readonly alias: string;
  /** Path of what the method is called on, `''` for none. */
  readonly receiver: string;
  /** The module that `callee` is of, without `node:`: `fs`, `./parse.js`; `''` for none that is known. */
  readonly module: string;
  /** What is handed over, as `callee` is written; strings and numbers as they stand in the text, `=>` for a function, `{…}` and `[…]` for literals. */
  readonly arguments: readonly string[];
  /** Where V8 says the call is, in its ticks and stacks: where the name stands that is called. */
  readonly line: number;
  readonly column: number;
  /** Of the whole expression. */
  readonly firstLine: number;
  readonly lastLine: number;
  /** First line of the statement that it stands in. */
  readonly statementLine: number;
  /** Whether it is repeated: in a loop's body or condition, or in a callback of an array method. */
  readonly isInLoop: boolean;
  /** Index of the function that it stands in, among those of the file. */
  readonly within: number;
  /** Where functions begin that are handed over, `line:column`. */
  readonly callbacks: readonly string[];
}

const iterating =
  /^(?:forEach|map|filter|reduce|reduceRight|some|every|find|findIndex|findLast|findLastIndex|flatMap|sort|toSorted|from|replace|replaceAll)$/;

interface Found {
  readonly kind: Operation['kind'];
  readonly node: AnyNode;
  readonly statementLine: number;
  readonly isInLoop: boolean;
  readonly within: number;
}

/** The operations of a syntax tree, in the order of the text. `firstFunction` is the index of the tree's own function among those of its file. */
export function operationsOf(tree: Node, firstFunction = 0): readonly Operation[] {
  const names = createNames();
  const found: Found[] = [];
  let functions = firstFunction - 1;
  walk(tree as AnyNode, { within: firstFunction, statementLine: 1, isInLoop: false });
  return found.map((one) => operationOf(one, names));

  function walk(node: AnyNode, outer: { readonly within: number; readonly statementLine: number; readonly isInLoop: boolean }): void {
    let { within, statementLine, isInLoop } = outer;
    if (isFunctionNode(node)) {
      within = ++functions;
      names.open(within, node, node.type === 'Program' ? -1 : outer.within);
    }
    if (/(?:Statement|Declaration)$/.test(node.type) && node.type !== 'BlockStatement') statementLine = node.loc.start.line;
    const kind = kindOf(node);
    if (kind) found.push({ kind, node, statementLine, isInLoop, within });
    names.declare(within, node);
    const isIterating = kind === 'call' && iterating.test(lastName(node['callee']));
    for (const [key, child] of childrenOf(node)) {
      const isRepeated = isLoopPart(node, key) || (isIterating && key === 'arguments' && isFunctionNode(child));
      // An arrow function's expression is a statement of its own.
      const isBody = node.type === 'ArrowFunctionExpression' && key === 'body' && child.type !== 'BlockStatement';
      walk(child, { within, statementLine: isBody ? child.loc.start.line : statementLine, isInLoop: isInLoop || isRepeated });
    }
  }
}

function operationOf({ kind, node, statementLine, isInLoop, within }: Found, names: Names): Operation {
  const target = targetOf(kind, node);
  const { module, path }: Described = target ? names.describe(target, within) : { module: '', path: '' };
  const written = lastName(target);
  const name = /[\w$#]+$/.exec(path)?.[0] ?? written;
  const given = kind === 'call' || kind === 'new' ? ((node['arguments'] ?? []) as readonly AnyNode[]) : [];
  const at = target && kind === 'call' ? nameNode(target) : node;
  return {
    kind,
    callee: path === '' ? written : path,
    name,
    alias: written === name ? '' : written,
    receiver: /^(.*?)\??\.[\w$#]+$/s.exec(path)?.[1] ?? '',
    module,
    arguments: given.map((one) => names.describe(one, within).path),
    line: at.loc.start.line,
    column: at.loc.start.column,
    firstLine: node.loc.start.line,
    lastLine: node.loc.end.line,
    statementLine,
    isInLoop,
    within,
    callbacks: given.filter(isFunctionNode).map(({ loc }) => `${loc.start.line}:${loc.start.column}`),
  };
}

function kindOf(node: AnyNode): Operation['kind'] | undefined {
  switch (node.type) {
    case 'CallExpression':
    case 'TaggedTemplateExpression':
      return 'call';
    case 'NewExpression':
      return 'new';
    case 'SpreadElement':
      return 'spread';
    case 'ThrowStatement':
      return 'throw';
    case 'AssignmentExpression':
      return node['operator'] === '+=' ? 'append' : undefined;
    default:
      return undefined;
  }
}

function targetOf(kind: Operation['kind'], node: AnyNode): AnyNode | undefined {
  const target =
    kind === 'append' ? node['left'] : kind === 'spread' || kind === 'throw' ? node['argument'] : (node['callee'] ?? node['tag']);
  return isNode(target) ? target : undefined;
}

/** The name that is called: V8 places a call there. */
function nameNode(node: AnyNode): AnyNode {
  const inner = node.type === 'MemberExpression' ? node['property'] : node.type === 'ChainExpression' ? node['expression'] : undefined;
  return isNode(inner) ? (node.type === 'ChainExpression' ? nameNode(inner) : inner) : node;
}

function lastName(node: unknown): string {
  if (!isNode(node)) return '';
  if (node.type === 'Identifier' || node.type === 'PrivateIdentifier') return node['name'] as string;
  if (node.type === 'MemberExpression') return lastName(node['property']);
  if (node.type === 'ChainExpression') return lastName(node['expression']);
  if (node.type === 'SequenceExpression') return lastName((node['expressions'] as readonly unknown[]).at(-1));
  return node.type === 'Super' ? 'super' : '';
}

function isLoopPart({ type }: AnyNode, key: string): boolean {
  if (type === 'ForStatement') return key !== 'init';
  if (type === 'ForOfStatement' || type === 'ForInStatement') return key === 'body';
  return type === 'WhileStatement' || type === 'DoWhileStatement';
}
