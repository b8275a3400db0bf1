/**
 * Puts inlined functions right. Node.js 20 to 24 charge the samples of a function that was inlined to the function it was inlined into,
 * but the ticks of such samples carry the line of the inlined function. Of the functions that have code on that line those can be meant that
 * the charged one reaches: by the names it calls, or as it was seen calling. One that can be told by a line of its own, and has no tick there,
 * is not among them. When several can be meant the tick is unresolved. Nothing is guessed.
 */
import { builtinModules } from 'node:module';
import type { FunctionRange, SourceShape } from '../source/acorn.ts';
import type { Operation } from '../source/operations.ts';
import { indexOfShape } from '../source/shape-index.ts';

/** A function of a file. */
export interface PlacedFunction {
  readonly file: string;
  readonly index: number;
  readonly range: FunctionRange;
}

/**
 * Where a tick belongs: below `path`, callers first; an empty one is the function it was charged to. `same line` is unresolved too, but whatever
 * is meant stands on that line of that file.
 */
export type Placement = readonly PlacedFunction[] | 'same line' | 'unresolved';

export interface InlineResolver {
  /** `line` and `column` are where the function starts, as V8 tells; all from 1. */
  functionAt(file: string, line: number, column: number): PlacedFunction | undefined;
  place(charged: PlacedFunction, tickLine: number): Placement;
  /** Of a tick that is unresolved: the functions that can be meant, the charged one first where it is one of them. */
  candidates(charged: PlacedFunction, tickLine: number): readonly PlacedFunction[];
}

const maxDepth = 5;
/** Functions looked at from one: names as common as `get` lead everywhere. */
const maxReached = 500;
/** V8 inlines what is at most 460 bytes of bytecode; a function of more lines than this is never that short. */
const maxInlinedLines = 60;

/** A file that has a line of this number and ran is known: hardly any has so many. */
const farLine = 1000;
/** Files that are read to find whose line one is. */
const maxLongFiles = 4;

/** Where functions are looked up. */
export interface InlineSources {
  /** Files that may have run. */
  readonly files: readonly string[];
  /** The file that a relative path names in another one. */
  fileOf(file: string, path: string): string | undefined;
  shapeOf(file: string): SourceShape;
  lineCount(file: string): number;
  /** Whether a word stands in a file: what has none of the name is not parsed. */
  mentions(file: string, word: string): boolean;
  /** Functions that one was seen calling, by {@link keyOf}: in the interpreter, or inlined, while what they call was running. */
  seenCallees(caller: PlacedFunction): ReadonlyMap<string, PlacedFunction>;
  /** Functions of files that were unfolded whose line it is; undefined for a line of other files. */
  unfoldedAt(line: number): readonly (readonly [file: string, index: number])[] | undefined;
  /** Lines of the ticks that are charged to a function. */
  tickedLines(charged: PlacedFunction): ReadonlySet<number>;
  /** What a function calls, with the modules that names come from; none where that is not read. */
  callsOf(caller: PlacedFunction): readonly Operation[];
}

/** What is equal for one function alone. */
export function keyOf({ file, index }: Pick<PlacedFunction, 'file' | 'index'>): string {
  return `${file}\n${index}`;
}

/** A way from one function to another. */
interface Path {
  readonly steps: readonly PlacedFunction[];
  /** Whether each step was seen. */
  readonly isSeen: boolean;
  /** Whether each step can mean no other function. */
  readonly isBound: boolean;
}

interface Callee {
  readonly target: PlacedFunction;
  readonly isBound: boolean;
}

/** A resolver over the files that ran; each is parsed when it is first asked about. */
export function createInlineResolver({
  files,
  fileOf,
  shapeOf,
  lineCount,
  mentions,
  seenCallees,
  tickedLines,
  callsOf,
  unfoldedAt,
}: InlineSources): InlineResolver {
  const byName = new Map<string, readonly PlacedFunction[]>();
  const reached = new Map<string, readonly Path[]>();
  const candidates = new Map<string, ReadonlyMap<number, number>>();
  const placements = new Map<string, Placement>();

  function named(name: string): readonly PlacedFunction[] {
    const known = byName.get(name);
    if (known) return known;
    const found = files.filter((file) => mentions(file, name)).flatMap((file) => placed(file, indexOfShape(shapeOf(file)).named(name)));
    byName.set(name, found);
    return found;
  }

  function placed(file: string, indexes: readonly number[]): readonly PlacedFunction[] {
    const { functions } = shapeOf(file);
    return indexes.map((index) => ({ file, index, range: functions[index] as FunctionRange }));
  }

  /** Every function that can be reached from one, with the shortest path to it; what was seen comes first. */
  function reachable(from: PlacedFunction): readonly Path[] {
    const key = keyOf(from);
    const known = reached.get(key);
    if (known) return known;
    const seen = new Set([key]);
    const paths: Path[] = [];
    let edge: readonly Path[] = [{ steps: [], isSeen: true, isBound: true }];
    for (let depth = 0; depth < maxDepth && edge.length > 0 && paths.length < maxReached; depth++) {
      const next: Path[] = [];
      for (const path of edge.toSorted((left, right) => Number(right.isSeen) - Number(left.isSeen))) {
        const caller = path.steps.at(-1) ?? from;
        const known = seenCallees(caller);
        const all = [...callees(caller), ...known.values().map((target) => ({ target, isBound: false }))];
        for (const { target, isBound } of all) {
          const own = keyOf(target);
          if (seen.has(own) || target.range.lastLine - target.range.firstLine > maxInlinedLines) continue;
          seen.add(own);
          next.push({ steps: [...path.steps, target], isSeen: path.isSeen && known.has(own), isBound: path.isBound && isBound });
        }
      }
      paths.push(...next);
      edge = next;
    }
    reached.set(key, paths);
    return paths;
  }

  function holds({ file, index }: PlacedFunction, line: number): boolean {
    return indexOfShape(shapeOf(file)).holding(line).includes(index);
  }

  function callees(caller: PlacedFunction): readonly Callee[] {
    const { file, index, range } = caller;
    const calls = Map.groupBy(
      callsOf(caller).filter(({ kind }) => kind === 'call' || kind === 'new'),
      ({ alias, name }) => alias || name,
    );
    const called = [...range.calls].flatMap((name) => (calls.get(name) ?? [undefined]).flatMap((call) => meantBy(file, name, call)));
    const accessors = [...range.members].flatMap((name) => onlyBound(named(name).filter((one) => one.range.isAccessor)));
    // One without a name can only be called by who it stands in, or by whom it is handed to.
    const nested = placed(file, indexOfShape(shapeOf(file)).inside(index)).filter((inner) => inner.range.isHandedOn);
    return [...called, ...accessors, ...nested.map((target) => ({ target, isBound: true }))];
  }

  /** The functions that a name can mean which is called, or handed on, in a file. */
  function meantBy(file: string, written: string, call: Operation | undefined): readonly Callee[] {
    const { name, module, receiver } = call ?? { name: written, module: '', receiver: '' };
    if (module.startsWith('.')) {
      const other = fileOf(file, module);
      const found = other === undefined ? [] : placed(other, indexOfShape(shapeOf(other)).named(name));
      // It may hand on what a third file gives.
      if (found.length > 0) return onlyBound(found);
    } else if (module !== '' && builtinModules.includes(module)) return [];
    // A name that is called without anything before it is one of the file, where the file has such a function.
    const own = receiver === '' && module === '' ? placed(file, indexOfShape(shapeOf(file)).named(name)) : [];
    return onlyBound(own.length > 0 ? own : named(name));
  }

  /** How many functions can be meant on each line of what is charged to one. */
  function candidateLines(charged: PlacedFunction): ReadonlyMap<number, number> {
    const known = candidates.get(keyOf(charged));
    if (known) return known;
    const counts = new Map<number, number>();
    for (const one of [charged, ...reachable(charged).map(({ steps }) => steps.at(-1) as PlacedFunction)])
      for (const line of linesOf(one)) counts.set(line, (counts.get(line) ?? 0) + 1);
    candidates.set(keyOf(charged), counts);
    return counts;
  }

  function linesOf(one: PlacedFunction): readonly number[] {
    const { firstLine, lastLine } = one.range;
    return Array.from({ length: lastLine - firstLine + 1 }, (_, offset) => firstLine + offset).filter((line) => holds(one, line));
  }

  /** Whether what was not seen can be meant all the same. */
  function isPlausible(charged: PlacedFunction, { steps, isBound }: Path): boolean {
    const counts = candidateLines(charged);
    const telling = linesOf(steps.at(-1) as PlacedFunction).filter((line) => counts.get(line) === 1);
    return telling.length === 0 ? isBound : telling.some((line) => tickedLines(charged).has(line));
  }

  /** Where every function has lines of its own, the line tells; files that begin behind as many lines are told apart by who is reached. */
  function placeUnfolded(charged: PlacedFunction, functions: readonly (readonly [file: string, index: number])[]): Placement {
    const targets = functions.flatMap(([file, index]) => placed(file, [index]));
    const isOwn = targets.some((target) => keyOf(target) === keyOf(charged));
    const [only] = targets;
    if (isOwn && targets.length === 1) return [];
    const paths = reachable(charged);
    const ways = targets.flatMap((target) => {
      const found = paths.find(({ steps }) => keyOf(steps.at(-1) as PlacedFunction) === keyOf(target));
      return found ? [found.steps] : [];
    });
    if (only && targets.length === 1) return ways[0] ?? [only];
    if (ways.length === 1 && !isOwn) return ways[0] ?? 'unresolved';
    return ways.length === 0 && isOwn ? [] : 'unresolved';
  }

  /** All functions that have code on a line far down, where few files reach; undefined for other lines. */
  function ownersAt(line: number): readonly PlacedFunction[] | undefined {
    if (line < farLine) return undefined;
    const long = files.filter((file) => lineCount(file) >= line);
    return long.length > maxLongFiles ? undefined : long.flatMap((file) => placed(file, indexOfShape(shapeOf(file)).holding(line)));
  }

  function place(charged: PlacedFunction, tickLine: number): Placement {
    const [owner, ...others] = ownersAt(tickLine) ?? [];
    if (owner && others.length === 0 && keyOf(owner) === keyOf(charged)) return [];
    const found = placeReached(charged, tickLine);
    return found === 'unresolved' && owner && others.length === 0 ? [owner] : found;
  }

  /** Who has code on a line: the charged function, those it reaches, and those of them that can be meant. */
  function holders(charged: PlacedFunction, tickLine: number): { isOwn: boolean; others: readonly Path[]; meant: readonly Path[] } {
    const others = reachable(charged).filter(({ steps }) => holds(steps.at(-1) as PlacedFunction, tickLine));
    return { isOwn: holds(charged, tickLine), others, meant: others.filter((path) => path.isSeen || isPlausible(charged, path)) };
  }

  function placeReached(charged: PlacedFunction, tickLine: number): Placement {
    const unfolded = unfoldedAt(tickLine);
    if (unfolded && unfolded.length > 0) return placeUnfolded(charged, unfolded);
    const { isOwn, others, meant } = holders(charged, tickLine);
    if (!isOwn && others.length === 1) return (others[0] as Path).steps;
    if (isOwn && meant.length === 0) return [];
    if (!isOwn && meant.length === 1) return (meant[0] as Path).steps;
    const isHere = meant.length > 0 && meant.every(({ steps }) => steps.at(-1)?.file === charged.file);
    return isHere ? 'same line' : 'unresolved';
  }

  return {
    functionAt(file, line, column) {
      const index = indexOfShape(shapeOf(file)).innermostAt(line, column - 1);
      return index < 0 ? undefined : placed(file, [index])[0];
    },
    place(charged, tickLine) {
      const key = `${keyOf(charged)}\n${tickLine}`;
      const known = placements.get(key) ?? place(charged, tickLine);
      placements.set(key, known);
      return known;
    },
    candidates(charged, tickLine) {
      const { isOwn, meant } = holders(charged, tickLine);
      return [...(isOwn ? [charged] : []), ...meant.map(({ steps }) => steps.at(-1) as PlacedFunction)];
    },
  };
}

function onlyBound(targets: readonly PlacedFunction[]): readonly Callee[] {
  return targets.map((target) => ({ target, isBound: targets.length === 1 }));
}
