import { linesOfText } from './lines-of-text.ts';
import { fieldsOf, isFunctionNode, isNode, parseWithoutPlaces, type AnyNode } from './syntax.ts';

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
  /** Names it calls, constructs or hands on: what V8 may inline into it. */
  readonly calls: ReadonlySet<string>;
  /** Names of members it reads or sets: there may be an accessor behind each. */
  readonly members: ReadonlySet<string>;
  /** Index of the function it stands in; −1 for the file itself. */
  readonly outer: number;
  /** Whether it has no name and is called where it stands or handed to a call. */
  readonly isHandedOn: boolean;
  /** Whether it is a getter or a setter. */
  readonly isAccessor: boolean;
}

/** Functions and loops of one file. */
export interface SourceShape {
  /** Outer ones first. The first is the file itself: its top-level code is a function to V8. */
  readonly functions: readonly FunctionRange[];
  /** First and last line of every loop body and callback of an array method. */
  readonly loops: readonly (readonly [first: number, last: number])[];
  /**
   * Functions that have code of their own on a line, by line. A line that only says what a function is, such as `const half = (n) => n / 2`, is
   * one of that function alone: it runs once for those many times.
   */
  readonly owners: readonly (readonly number[] | undefined)[];
}

const empty: SourceShape = Object.freeze({ functions: [], loops: [], owners: [] });
const iterating = /^(?:forEach|map|filter|reduce|reduceRight|some|every|find|findIndex|findLast|flatMap|sort|toSorted)$/;

/** Reads JavaScript; a file that is none has no functions. */
export function shapeOf(text: string): SourceShape {
  const tree = parseWithoutPlaces(text);
  if (!tree) return empty;
  const { lineAt, columnAt } = linesOfText(text);
  const functions: Mutable[] = [];
  const loops: [number, number][] = [];
  const owners: number[][] = [];
  const lastOwned: number[] = [];
  try {
    walk(tree as AnyNode, -1, nowhere);
  } catch (error) {
    // An expression nested deeper than the stack, as generated code has them: its file stays unread.
    if (error instanceof RangeError) return empty;
    throw error;
  }
  return { functions, loops, owners };

  function walk(node: AnyNode, outer: number, { name, isHandedOn, isAccessor }: Standing): void {
    let inside = outer;
    if (isFunctionNode(node)) {
      inside = functions.length;
      const { start, end } = node;
      functions.push({
        name: node.id?.name ?? name,
        firstLine: lineAt(start),
        firstColumn: columnAt(start),
        lastLine: lineAt(end),
        lastColumn: columnAt(end),
        startOffset: start,
        endOffset: end,
        calls: new Set(),
        members: new Set(),
        outer,
        isHandedOn,
        isAccessor,
      });
      // V8 has a position at the beginning, and one at the end for the return.
      if (node.type !== 'Program') {
        own(lineAt(start), inside);
        own(lineAt(end), inside);
      }
    } else if (!definesOnly(node)) {
      own(lineAt(node.start), outer);
      own(lineAt(node.end), outer);
    }
    const { calls, members } = functions[inside] as Mutable;
    if (node.type === 'CallExpression' || node.type === 'NewExpression') {
      const called = nameOf(node['callee']);
      if (called !== undefined) calls.add(called);
      const isIterating = called !== undefined && node.type === 'CallExpression' && iterating.test(called);
      for (const argument of node['arguments'] as readonly AnyNode[]) {
        // A function that is handed on may be called by whoever gets it.
        if (argument.type === 'Identifier') calls.add(argument['name'] as string);
        if (isIterating && isFunctionNode(argument)) loops.push([lineAt(argument.start), lineAt(argument.end)]);
      }
    } else if (node.type === 'MemberExpression') {
      const read = nameOf(node);
      if (read !== undefined) members.add(read);
    } else if (isLoop(node)) loops.push([lineAt(node.start), lineAt(node.end)]);
    else if (node.type === 'AssignmentExpression' && definesOnly(node)) {
      const right = node['right'] as AnyNode;
      walk(right, inside, standingOf(node, right));
      return;
    } else if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') {
      walkClass(node, inside, name);
      return;
    }
    for (const key of fieldsOf(node)) {
      const child = node[key];
      if (Array.isArray(child)) {
        for (const one of child) if (isNode(one)) walk(one, inside, standingOf(node, one));
      } else if (isNode(child)) walk(child, inside, standingOf(node, child));
    }
  }

  /** V8 names a constructor after its class, and `super()` runs that of the class above. */
  function walkClass(node: AnyNode, inside: number, name: string): void {
    const own = node.id?.name ?? name;
    const above = nameOf(node['superClass']);
    if (isNode(node['superClass'])) walk(node['superClass'], inside, nowhere);
    for (const member of (node['body'] as AnyNode)['body'] as readonly AnyNode[]) {
      if (member.type !== 'MethodDefinition') {
        walk(member, inside, nowhere);
        continue;
      }
      const isConstructor = member['kind'] === 'constructor';
      const index = functions.length;
      if (member['computed'] === true) walk(member['key'] as AnyNode, inside, nowhere);
      walk(member['value'] as AnyNode, inside, {
        name: isConstructor ? own : (nameOf(member['key']) ?? ''),
        isHandedOn: false,
        isAccessor: member['kind'] === 'get' || member['kind'] === 'set',
      });
      if (isConstructor && above !== undefined) functions[index]?.calls.add(above);
    }
  }

  function own(line: number, index: number): void {
    if (lastOwned[index] === line) return;
    lastOwned[index] = line;
    const known = owners[line];
    if (!known) owners[line] = [index];
    else if (!known.includes(index)) known.push(index);
  }
}

type Mutable = { -readonly [Key in keyof FunctionRange]: FunctionRange[Key] } & { calls: Set<string>; members: Set<string> };

/** What a function gets from where it stands. */
interface Standing {
  readonly name: string;
  readonly isHandedOn: boolean;
  readonly isAccessor: boolean;
}

const nowhere: Standing = Object.freeze({ name: '', isHandedOn: false, isAccessor: false });
const handedOn: Standing = Object.freeze({ name: '', isHandedOn: true, isAccessor: false });

/** Whether a node does nothing at run time but give a function, or an object of functions, to a name. */
function definesOnly(node: AnyNode): boolean {
  switch (node.type) {
    case 'VariableDeclaration':
    case 'ExpressionStatement':
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportDeclaration':
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
    case 'BlockStatement':
    case 'ClassDeclaration':
    case 'ClassExpression':
    case 'ClassBody':
    case 'MethodDefinition':
    case 'Identifier':
    case 'Literal':
    case 'EmptyStatement':
      return true;
    case 'VariableDeclarator':
      return node['init'] === null || isDefinition(node['init']);
    case 'AssignmentExpression':
      return node['operator'] === '=' && isDefinition(node['right']);
    case 'Property':
    case 'PropertyDefinition':
      return isDefinition(node['value']);
    case 'ObjectExpression':
      return isDefinition(node);
    default:
      return false;
  }
}

function isDefinition(node: unknown): boolean {
  if (!isNode(node)) return false;
  if (node.type === 'ObjectExpression')
    return (node['properties'] as readonly AnyNode[]).every((property) => isDefinition(property['value']));
  return isFunctionNode(node) || node.type === 'ClassExpression';
}

function isLoop({ type }: AnyNode): boolean {
  switch (type) {
    case 'ForStatement':
    case 'ForOfStatement':
    case 'ForInStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      return true;
    default:
      return false;
  }
}

function nameOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Identifier' || node.type === 'PrivateIdentifier') return node['name'] as string;
  return node.type === 'MemberExpression' ? nameOf(node['property']) : undefined;
}

function standingOf(parent: AnyNode, child: AnyNode): Standing {
  if (child.type !== 'ClassExpression' && !isFunctionNode(child)) return nowhere;
  switch (parent.type) {
    case 'VariableDeclarator':
      return named(parent.id);
    case 'AssignmentExpression':
      return named(parent['left']);
    case 'AssignmentPattern':
      return named(parent['left']);
    case 'Property':
    case 'PropertyDefinition':
      return { ...named(parent['key']), isAccessor: parent['kind'] === 'get' || parent['kind'] === 'set' };
    case 'CallExpression':
    case 'NewExpression':
    case 'TaggedTemplateExpression':
      return handedOn;
    default:
      return nowhere;
  }
}

function named(node: unknown): Standing {
  return { ...nowhere, name: nameOf(node) ?? '' };
}
