import { parseSource } from './syntax.ts';
import { operationsOf, type Operation } from './operations.ts';
import { indexOfShape } from './shape-index.ts';
import type { SourceFiles } from './source-files.ts';

/** The operations of a file, by line and by function. */
export interface OperationIndex {
  /** Those whose expression spans a line, innermost first; at one depth those whose name stands on it come first. */
  on(line: number): readonly Operation[];
  /** Those of a function of the file, in the order of the text; those of functions that stand in it are theirs. */
  inFunction(index: number): readonly Operation[];
}

/** Characters from which on a file is read by the function: bundles. */
export const wholeLength: number = 2 ** 20;
/** Characters of a bundle that are read at most: those who ask begin with the hottest line. */
const maxReadLength = 2 ** 18;
const none: readonly Operation[] = Object.freeze([]);
const indexes = new WeakMap<SourceFiles, Map<string, OperationIndex>>();

/** What is called, constructed, spread, thrown and appended to in a file: read when first asked for, bundles only around the lines in question. */
export function operationsIn(sources: SourceFiles, file: string): OperationIndex {
  const known = indexes.get(sources) ?? new Map<string, OperationIndex>();
  indexes.set(sources, known);
  const index = known.get(file) ?? createOperationIndex(sources, file);
  known.set(file, index);
  return index;
}

/** Calls and constructions whose expression spans a line, innermost first; at one depth those whose name stands on it come first. */
export function callsOn(sources: SourceFiles, file: string, line: number): readonly Operation[] {
  return operationsIn(sources, file)
    .on(line)
    .filter(({ kind }) => kind === 'call' || kind === 'new');
}

function createOperationIndex(sources: SourceFiles, file: string): OperationIndex {
  const text = sources.javaScript(file);
  const isBundle = text.length > wholeLength;
  const byFunction = new Map<number, readonly Operation[]>();
  let whole: readonly Operation[] | undefined;
  let readLength = 0;

  function ofFunction(index: number): readonly Operation[] {
    const known = byFunction.get(index);
    if (known) return known;
    const own = (isBundle ? ofPart(index) : ofAll()).filter(({ within }) => within === index);
    byFunction.set(index, own);
    return own;
  }

  function ofAll(): readonly Operation[] {
    return (whole ??= read(text, 0, 1, 0));
  }

  function ofPart(index: number): readonly Operation[] {
    const range = sources.shape(file).functions[index];
    // The top-level code of a bundle is the bundle.
    if (!range || index === 0 || readLength > maxReadLength) return none;
    readLength += range.endOffset - range.startOffset;
    return read(text.slice(range.startOffset, range.endOffset), index, range.firstLine, range.firstColumn);
  }

  return {
    inFunction: ofFunction,
    on(line) {
      const all = !isBundle
        ? ofAll()
        : indexOfShape(sources.shape(file))
            .holding(line)
            .flatMap((index) => ofFunction(index));
      return all
        .filter(({ firstLine, lastLine }) => firstLine <= line && line <= lastLine)
        .toSorted(
          (left, right) =>
            left.lastLine - left.firstLine - (right.lastLine - right.firstLine) || Number(right.line === line) - Number(left.line === line),
        );
    },
  };
}

/** The operations of a piece of a file that begins at a position; a method is read as one of an object or a class. */
function read(text: string, firstFunction: number, firstLine: number, firstColumn: number): readonly Operation[] {
  if (firstLine === 1 && firstColumn === 0 && firstFunction === 0) {
    const tree = parseSource(text);
    return tree ? safely(() => operationsOf(tree)) : none;
  }
  for (const [before, after] of [
    ['(', ')'],
    ['({_', '})'],
    ['({async*_', '})'],
  ] as const) {
    const tree = parseSource(`${before}${text}${after}`);
    // The program around it is a function too: the indexes begin one earlier.
    if (tree) return safely(() => operationsOf(tree, firstFunction - 1)).map((one) => moved(one, firstLine, firstColumn - before.length));
  }
  return none;
}

function moved(one: Operation, firstLine: number, columns: number): Operation {
  const lines = firstLine - 1;
  return {
    ...one,
    line: one.line + lines,
    column: one.line === 1 ? one.column + columns : one.column,
    firstLine: one.firstLine + lines,
    lastLine: one.lastLine + lines,
    statementLine: one.statementLine + lines,
    callbacks: one.callbacks.map((place) => {
      const [line = 0, column = 0] = place.split(':').map(Number);
      return `${line + lines}:${line === 1 ? column + columns : column}`;
    }),
  };
}

function safely(make: () => readonly Operation[]): readonly Operation[] {
  try {
    return make();
  } catch (error) {
    // An expression nested deeper than the stack, as generated code has them.
    if (error instanceof RangeError) return none;
    throw error;
  }
}
