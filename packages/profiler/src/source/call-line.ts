import { operationsIn } from './calls-on.ts';
import type { Operation } from './operations.ts';
import { indexOfShape } from './shape-index.ts';
import type { SourceFiles } from './source-files.ts';

/** A function by where it starts: line and column from 1. */
export interface FunctionPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What is known of a call beside the name that is called. */
export interface CallHints {
  /** Where the called function starts: one that stands in the call is told by that. */
  readonly callee?: FunctionPlace;
  /** Samples of the caller by line. */
  readonly ticks?: ReadonlyMap<number, number>;
}

/**
 * Lines of the function at `place` that call `called`, the likeliest first. V8 tells who called, not from where: aliases are followed, a
 * callback is found by where it stands, and of several calls those in loops come first, then those on whose lines more samples are.
 */
export function callLinesOf(sources: SourceFiles, place: FunctionPlace, called: string, hints: CallHints = {}): readonly number[] {
  const shape = sources.shape(place.file);
  // Top-level code is a function too: all of the file.
  const own = Math.max(0, indexOfShape(shape).innermostAt(place.line, Math.max(0, place.column - 1)));
  const { callee, ticks } = hints;
  const index = operationsIn(sources, place.file);
  const isWanted = wanted(called, callee?.file === place.file ? callee : undefined);
  if (isWanted.length === 0) return [];
  // A function that was inlined into this one stands in it.
  const inside = withThoseInside(own, shape.functions.length > 0 ? indexOfShape(shape).inside : () => []);
  for (const isSo of isWanted) {
    const found = index.inFunction(own).filter(isSo);
    const calls = found.length > 0 ? found : inside.flatMap((one) => index.inFunction(one)).filter(isSo);
    if (calls.length > 0) return linesOf(calls, ticks ?? new Map());
  }
  return [];
}

/** The likeliest line of the function at `place` that calls `called`: the first of {@link callLinesOf}. */
export function callLineOf(sources: SourceFiles, place: FunctionPlace, called: string, hints: CallHints = {}): number | undefined {
  return callLinesOf(sources, place, called, hints)[0];
}

/** What an operation may be that runs a frame of that name, the surest first. */
function wanted(called: string, callee: FunctionPlace | undefined): readonly ((one: Operation) => boolean)[] {
  if (called.startsWith('RegExp: ')) {
    const pattern = `/${called.slice('RegExp: '.length)}/`;
    const isIt = (text: string): boolean => text.startsWith(pattern);
    return [(one) => isIt(one.receiver) || one.arguments.some(isIt), (one) => usesPattern.test(one.name)];
  }
  const place = callee && `${callee.line}:${callee.column - 1}`;
  const isCallback = ({ callbacks }: Operation): boolean => callbacks.some((one) => isNear(one, place));
  const name = called.split('.').at(-1) ?? '';
  if (!/^[\w$#]+$/.test(name)) return place === undefined ? [] : [isCallback];
  const isNamed = (one: Operation): boolean => isCall(one) && (one.name === name || one.alias === name);
  const isHandedOn = (one: Operation): boolean => one.arguments.some((path) => path === name || path.endsWith(`.${name}`));
  return place === undefined ? [isNamed, isHandedOn] : [isCallback, isNamed, isHandedOn];
}

const usesPattern = /^(?:test|exec|match|matchAll|replace|replaceAll|search|split)$/;

function isCall({ kind }: Operation): boolean {
  return kind === 'call' || kind === 'new';
}

/** V8 says that a function begins at its parameters, the source that it begins at its first word: on one line the nearest before is meant. */
function isNear(callback: string, place: string | undefined): boolean {
  const [line, column] = callback.split(':').map(Number);
  const [atLine, atColumn] = (place ?? '').split(':').map(Number);
  return (
    line === atLine && column !== undefined && atColumn !== undefined && column <= atColumn && atColumn - column <= 'async function '.length
  );
}

function linesOf(calls: readonly Operation[], ticks: ReadonlyMap<number, number>): readonly number[] {
  const ranked = calls.toSorted(
    (left, right) => Number(right.isInLoop) - Number(left.isInLoop) || (ticks.get(right.line) ?? 0) - (ticks.get(left.line) ?? 0),
  );
  return [...new Set(ranked.map(({ line }) => line))];
}

function withThoseInside(index: number, inside: (index: number) => readonly number[]): readonly number[] {
  const found: number[] = [];
  for (const waiting = [...inside(index)]; waiting.length > 0;) {
    const next = waiting.shift() as number;
    found.push(next);
    waiting.push(...inside(next));
  }
  return found;
}
