/**
 * Puts inlined functions right. Node.js 20 to 24 charge the samples of a function that was inlined to the function it was inlined into,
 * but the ticks of such samples carry the line of the inlined function. A tick whose line lies outside of the function it is charged to
 * belongs to another one: to the one at that line which the function can reach by the names it calls. When several can be meant, those count
 * that were seen being called before they were inlined; when several were, the tick is unresolved. Nothing is guessed.
 */
import type { FunctionRange, SourceShape } from '../source/acorn.ts';
import { indexOfShape } from '../source/shape-index.ts';

/** A function of a file. */
export interface PlacedFunction {
  readonly file: string;
  readonly index: number;
  readonly range: FunctionRange;
}

/** Where a tick belongs: below `path`, callers first; an empty one is the function it was charged to. */
export type Placement = readonly PlacedFunction[] | 'unresolved';

export interface InlineResolver {
  /** `line` and `column` are where the function starts, as V8 tells; all from 1. */
  functionAt(file: string, line: number, column: number): PlacedFunction | undefined;
  place(charged: PlacedFunction, tickLine: number): Placement;
}

const maxDepth = 4;
/** Functions looked at from one: names as common as `get` lead everywhere. */
const maxReached = 500;
/** V8 inlines what is at most 460 bytes of bytecode; a function of more lines than this is never that short. */
const maxInlinedLines = 60;

/** Where functions are looked up. */
export interface InlineSources {
  /** Files that ran. */
  readonly files: readonly string[];
  shapeOf(file: string): SourceShape;
  /** Whether a word stands in a file: what has none of the name is not parsed. */
  mentions(file: string, word: string): boolean;
  /** Whether a function was seen calling another one, before it was inlined. */
  hasCalled(caller: PlacedFunction, callee: PlacedFunction): boolean;
}

/** A resolver over the files that ran; each is parsed when it is first asked about. */
export function createInlineResolver({ files, shapeOf, mentions, hasCalled }: InlineSources): InlineResolver {
  const byName = new Map<string, readonly PlacedFunction[]>();
  const reached = new Map<string, readonly (readonly PlacedFunction[])[]>();

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

  /** Every function that can be reached from one, with the shortest path to it. */
  function reachable(from: PlacedFunction): readonly (readonly PlacedFunction[])[] {
    const key = `${from.file}\n${from.index}`;
    const known = reached.get(key);
    if (known) return known;
    const seen = new Set([key]);
    const paths: (readonly PlacedFunction[])[] = [];
    let edge: (readonly PlacedFunction[])[] = [[]];
    for (let depth = 0; depth < maxDepth && edge.length > 0 && paths.length < maxReached; depth++) {
      const next: (readonly PlacedFunction[])[] = [];
      for (const path of edge) {
        for (const target of callees(path.at(-1) ?? from)) {
          const own = `${target.file}\n${target.index}`;
          if (seen.has(own) || target.range.lastLine - target.range.firstLine > maxInlinedLines) continue;
          seen.add(own);
          next.push([...path, target]);
        }
      }
      paths.push(...next);
      edge = next;
    }
    reached.set(key, paths);
    return paths;
  }

  function holds({ file, index, range }: PlacedFunction, line: number): boolean {
    return range.firstLine <= line && line <= range.lastLine && indexOfShape(shapeOf(file)).holding(line).includes(index);
  }

  function isSeen(charged: PlacedFunction, path: readonly PlacedFunction[]): boolean {
    return path.every((step, index) => hasCalled(path[index - 1] ?? charged, step));
  }

  function callees({ file, index, range }: PlacedFunction): readonly PlacedFunction[] {
    const own = [...range.calls].flatMap((name) => named(name));
    // One without a name can only be called by who it stands in, or by whom it is handed to.
    const nested = placed(file, indexOfShape(shapeOf(file)).inside(index)).filter((inner) => inner.range.name === '');
    return [...own, ...nested];
  }

  return {
    functionAt(file, line, column) {
      const index = indexOfShape(shapeOf(file)).innermostAt(line, column - 1);
      return index < 0 ? undefined : placed(file, [index])[0];
    },
    place(charged, tickLine) {
      const isOwn = holds(charged, tickLine);
      const others = reachable(charged).filter((path) => {
        const last = path.at(-1) as PlacedFunction;
        // A function that begins and ends on one line with its caller cannot be told from it.
        const isBeside = last.file === charged.file && isOwn && last.range.firstLine === tickLine;
        return !isBeside && holds(last, tickLine);
      });
      // V8 inlines what is hot, and what is hot has run before it was inlined: then it was seen as a function of its own.
      const seen = others.filter((path) => isSeen(charged, path));
      if (isOwn) return seen.some((path) => path.at(-1)?.file !== charged.file) ? 'unresolved' : [];
      return onlyOne(others, tickLine) ?? onlyOne(seen, tickLine) ?? 'unresolved';
    },
  };
}

/** The path that is meant when there is one, or when all others only go on from it within the line. */
function onlyOne(paths: readonly (readonly PlacedFunction[])[], line: number): readonly PlacedFunction[] | undefined {
  const [found, ...further] = paths;
  return found && further.every((path) => isOnOneLineWith(found, path, line)) ? found : undefined;
}

/** Whether a path only goes on from another one into functions that begin and end on the line itself: those cannot be told from their caller. */
function isOnOneLineWith(path: readonly PlacedFunction[], longer: readonly PlacedFunction[], line: number): boolean {
  const last = path.at(-1);
  const shared = longer[path.length - 1];
  if (!last || !shared || shared.file !== last.file || shared.index !== last.index) return false;
  return longer.slice(path.length).every(({ file, range }) => file === last.file && range.firstLine === line && range.lastLine === line);
}
