import { isFunctionNode, isNode, parseSource, type AnyNode } from './syntax.ts';

/** A function as it stands in a source file. Lines count from 1, columns from 0. */
export interface FunctionRange {
  /** As V8 infers it; `''` for an anonymous one. */
  readonly name: string;
  readonly firstLine: number;
  readonly firstColumn: number;
  readonly lastLine: number;
  readonly lastColumn: number;
  /** Where it begins in the text. */
  readonly startOffset: number;
  /** Where it ends. */
  readonly endOffset: number;
  /** Names it calls, constructs or reads as members: what V8 may inline into it. */
  readonly calls: ReadonlySet<string>;
  /** Index of the function it stands in; −1 for the file itself. */
  readonly outer: number;
}

/** Functions and loops of one file. */
export interface SourceShape {
  /** Outer ones first. The first is the file itself: its top-level code is a function to V8. */
  readonly functions: readonly FunctionRange[];
  /** First and last line of every loop body and callback of an array method. */
  readonly loops: readonly (readonly [first: number, last: number])[];
}

const empty: SourceShape = Object.freeze({ functions: [], loops: [] });
const iterating = /^(?:forEach|map|filter|reduce|reduceRight|some|every|find|findIndex|findLast|flatMap|sort|toSorted)$/;

/** Reads JavaScript; a file that is none has no functions. */
export function shapeOf(text: string): SourceShape {
  const tree = parseSource(text);
  if (!tree) return empty;
  const functions: Mutable[] = [];
  const loops: [number, number][] = [];
  try {
    walk(tree as AnyNode, -1, '');
  } catch (error) {
    // An expression nested deeper than the stack, as generated code has them: its file stays unread.
    if (error instanceof RangeError) return empty;
    throw error;
  }
  return { functions, loops };

  function walk(node: AnyNode, outer: number, name: string): void {
    let inside = outer;
    if (isFunctionNode(node)) {
      inside = functions.length;
      functions.push({
        name: node.id?.name ?? name,
        firstLine: node.loc.start.line,
        firstColumn: node.loc.start.column,
        lastLine: node.loc.end.line,
        lastColumn: node.loc.end.column,
        startOffset: node.start,
        endOffset: node.end,
        calls: new Set(),
        outer,
      });
    }
    // A function that is handed on may be called by whoever gets it.
    for (const argument of argumentsOf(node)) if (argument.type === 'Identifier') functions[inside]?.calls.add(argument['name'] as string);
    if (/^(?:For|While|DoWhile)/.test(node.type)) loops.push([node.loc.start.line, node.loc.end.line]);
    const called = calledName(node);
    if (called !== undefined) functions[inside]?.calls.add(called);
    if (node.type === 'CallExpression' && called !== undefined && iterating.test(called)) {
      for (const argument of argumentsOf(node)) {
        if (isFunctionNode(argument)) loops.push([argument.loc.start.line, argument.loc.end.line]);
      }
    }
    for (const key in node) {
      if (key === 'loc') continue;
      const child = node[key];
      if (Array.isArray(child)) for (const one of child) if (isNode(one)) walk(one, inside, nameFor(node, one));
      if (isNode(child)) walk(child, inside, nameFor(node, child));
    }
  }
}

type Mutable = { -readonly [Key in keyof FunctionRange]: FunctionRange[Key] } & { calls: Set<string> };

function argumentsOf(node: AnyNode): readonly AnyNode[] {
  return node.type === 'CallExpression' || node.type === 'NewExpression' ? ((node['arguments'] ?? []) as readonly AnyNode[]) : [];
}

function calledName(node: AnyNode): string | undefined {
  if (node.type === 'CallExpression' || node.type === 'NewExpression') return nameOf(node['callee']);
  return node.type === 'MemberExpression' ? nameOf(node) : undefined;
}

function nameOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Identifier' || node.type === 'PrivateIdentifier') return node['name'] as string;
  return node.type === 'MemberExpression' ? nameOf(node['property']) : undefined;
}

/** The name a function gets from where it stands. */
function nameFor(parent: AnyNode, child: AnyNode): string {
  if (!isFunctionNode(child)) return '';
  if (parent.type === 'VariableDeclarator') return nameOf(parent.id) ?? '';
  if (parent.type === 'AssignmentExpression') return nameOf(parent['left']) ?? '';
  if (/^(?:Property|PropertyDefinition|MethodDefinition)$/.test(parent.type)) return nameOf(parent['key']) ?? '';
  return '';
}
