import { parseSource, type AnyNode } from '../source/syntax.ts';
import { addAllocation } from './allocations.ts';
import { addArrayHead } from './array-heads.ts';
import { addAsync } from './async-steps.ts';
import { eachNode, isWithinLoop, readBindings, type Bindings } from './bindings.ts';
import { addDistantRebuilding } from './distant-rebuilding.ts';
import { addGrowingCopy } from './growing-copies.ts';
import { addErrorMaking } from './error-making.ts';
import { addJsonClone } from './json-clones.ts';
import { addSearch, addSearchLoop } from './key-searches.ts';
import { addRetaining } from './retaining.ts';
import { addRebuilding } from './string-rebuilding.ts';

/**
 * What a piece of source does, as its shape tells:
 * `search` looks in an array for one value, `pass` asks a function of each element, `array-head` takes from the start of an array, `copy-all` copies
 * all that was gathered so far, `json-clone` copies through text, `rebuild` cuts or reads a string that grows, `make-error`, `error-class` and `error-constructor` are what they are made by,
 * `await` awaits a promise, `async-step`
 * is where an async function begins or ends, `source-yield` is where an async generator gives one of many without waiting, `relay` where one takes
 * what another gives, `allocate` makes something on the heap, `retain` keeps
 * something in a collection that nothing is taken out of.
 */
export type PatternKind =
  | 'search'
  | 'pass'
  | 'array-head'
  | 'copy-all'
  | 'json-clone'
  | 'rebuild'
  | 'make-error'
  | 'error-class'
  | 'error-constructor'
  | 'await'
  | 'async-step'
  | 'source-yield'
  | 'relay'
  | 'allocate'
  | 'retain';

/** A pattern and the lines on which V8 puts its time. */
export interface SourcePattern {
  readonly kind: PatternKind;
  /** The line to edit. */
  readonly line: number;
  readonly firstLine: number;
  readonly lastLine: number;
  /** Whether it is repeated by a loop around it, or by an array method that calls it. */
  readonly isInLoop: boolean;
}

/** Adds a pattern that a node makes; its time falls on the node's first line, or on the lines told. */
export type AddPattern = (
  kind: PatternKind,
  node: AnyNode,
  lines?: { readonly line?: number; readonly first?: number; readonly last?: number },
) => void;

type Finder = (node: AnyNode, bindings: Bindings, add: AddPattern) => void;

const finders: readonly Finder[] = [
  addSearch,
  addSearchLoop,
  addArrayHead,
  addGrowingCopy,
  addJsonClone,
  addRebuilding,
  addDistantRebuilding,
  addErrorMaking,
  addAsync,
  addAllocation,
  addRetaining,
];

/** The patterns of a file. `text` is JavaScript, `written` the same before its types were stripped. */
export function findPatterns(text: string, written: string): readonly SourcePattern[] {
  const root = parseSource(text) as AnyNode | undefined;
  if (!root) return [];
  const found: SourcePattern[] = [];
  try {
    const bindings = readBindings(root, text, written);
    const add: AddPattern = (kind, node, { line = node.loc.start.line, first = line, last = line } = {}) => {
      found.push({ kind, line, firstLine: Math.min(first, line), lastLine: Math.max(last, line), isInLoop: isWithinLoop(node, bindings) });
    };
    eachNode(root, (node) => {
      for (const finder of finders) finder(node, bindings, add);
    });
    return found;
  } catch (error) {
    // An expression nested deeper than the stack, as generated code has them.
    if (error instanceof RangeError) return [];
    throw error;
  }
}
