import type { SourceFiles } from '../source/source-files.ts';
import { isFunctionNode, isNode, parseSource, type AnyNode } from '../source/syntax.ts';
import { eachNode, isWithinLoop, memberName, readBindings, type Bindings } from './bindings.ts';
import { nameOfFunction } from './function-name.ts';

/** A place of a function, line and column from 1. */
export interface CodePlace {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly function?: string;
}

/** A call in the source. */
interface CallSite extends CodePlace {
  readonly name: string;
  readonly line: number;
  readonly column: number;
  /** Function around it. */
  readonly function: string;
  readonly isAwaited: boolean;
  readonly isInLoop: boolean;
}

interface FileCalls {
  readonly sites: readonly CallSite[];
  /** Name of the function at a position that begins what is awaited elsewhere; `''` where it awaits something itself. */
  wrapperAt(line: number, column: number): string;
}

const maxSteps = 4;
const maxLength = 2 ** 20;

/**
 * Where the program waits for what began at a place. A client of the program's own only begins it, in a function that awaits nothing: the
 * line to edit is the one that awaits that function, in a loop where there is one.
 */
export function createAwaitingPlaces(sources: SourceFiles, files: readonly string[]): <Place extends CodePlace>(place: Place) => Place {
  const calls = new Map<string, FileCalls>();
  const callsOf = (file: string): FileCalls => {
    const known = calls.get(file) ?? readCalls(sources, file);
    calls.set(file, known);
    return known;
  };
  const callsOfName = (name: string): readonly CallSite[] =>
    files.flatMap((file) => callsOf(file).sites.filter((site) => site.name === name));

  /** Awaited in a loop, or in a function that is called in one. */
  function repetition({ isInLoop, function: name }: CallSite): number {
    if (isInLoop) return 2;
    return name !== '' && callsOfName(name).some((site) => site.isInLoop) ? 1 : 0;
  }

  return (place) => {
    let at: CodePlace = place;
    for (let step = 0; step < maxSteps; step++) {
      const name = callsOf(at.file).wrapperAt(at.line ?? 0, at.column ?? 1);
      const sites = name === '' ? [] : callsOfName(name);
      const [awaited] = sites.filter(({ isAwaited }) => isAwaited).toSorted((left, right) => repetition(right) - repetition(left));
      if (awaited) return { ...place, file: awaited.file, line: awaited.line, column: awaited.column, function: awaited.function };
      const [next] = sites;
      if (!next) return place;
      at = next;
    }
    return place;
  };
}

const nothing: FileCalls = Object.freeze({ sites: [], wrapperAt: () => '' });

function readCalls(sources: SourceFiles, file: string): FileCalls {
  const text = sources.javaScript(file);
  const root = text.length > maxLength ? undefined : (parseSource(text) as AnyNode | undefined);
  if (!root) return nothing;
  try {
    return callsIn(readBindings(root, text, text), file);
  } catch (error) {
    // An expression nested deeper than the stack, as generated code has them.
    if (error instanceof RangeError) return nothing;
    throw error;
  }
}

function callsIn(bindings: Bindings, file: string): FileCalls {
  const sites: CallSite[] = [];
  const functions: AnyNode[] = [];
  const awaiting = new Set<AnyNode>();
  eachNode(bindings.root, (node) => {
    if (isFunctionNode(node)) functions.push(node);
    if (node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node['await'] === true))
      awaiting.add(bindings.functionOf(node));
    const callee = node['callee'];
    if (node.type !== 'CallExpression' || !isNode(callee)) return;
    const property = callee.type === 'MemberExpression' ? (callee['property'] as AnyNode) : callee;
    const name = callee.type === 'MemberExpression' ? memberName(callee) : (callee['name'] as string | undefined);
    if (name === undefined) return;
    const { line, column } = property.loc.start;
    sites.push({
      file,
      name,
      line,
      column: column + 1,
      function: nameOfFunction(bindings.functionOf(node), bindings),
      isAwaited: isAwaited(node, bindings),
      isInLoop: isWithinLoop(node, bindings),
    });
  });
  return {
    sites,
    wrapperAt(line, column) {
      const around = functions.findLast((one) => holds(one, line, column - 1));
      // A callback begins it for the function that it stands in.
      for (let at = around; at && at.type !== 'Program'; at = bindings.functionOf(at)) {
        if (awaiting.has(at)) return '';
        const name = nameOfFunction(at, bindings);
        if (name !== '') return name;
      }
      return '';
    },
  };
}

function isAwaited(node: AnyNode, bindings: Bindings): boolean {
  let at = bindings.parentOf(node);
  // `(await call()).json()` awaits it as well as `await call()` does.
  while (at && /^(?:Chain|Member)Expression$/.test(at.type)) at = bindings.parentOf(at);
  return at?.type === 'AwaitExpression';
}

function holds({ loc: { start, end } }: AnyNode, line: number, column: number): boolean {
  const isBehindStart = start.line < line || (start.line === line && start.column <= column);
  return isBehindStart && (line < end.line || (line === end.line && column <= end.column));
}
