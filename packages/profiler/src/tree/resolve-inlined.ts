/**
 * Puts inlined functions right. Node.js 20 to 24 charge the samples of a function that was inlined to the function it was inlined into,
 * but the ticks of such samples carry the line of the inlined function. A tick whose line lies outside of the function it is charged to
 * belongs to another one: to the one at that line which the function can reach by the names it calls. When several can be meant, the tick
 * is unresolved; nothing is guessed.
 */
import type { FunctionRange, SourceShape } from '../source/acorn.ts';

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
/** V8 inlines what is at most 460 bytes of bytecode; a function of more lines than this is never that short. */
const maxInlinedLines = 60;

/** Where functions are looked up. */
export interface InlineSources {
  /** Files that ran. */
  readonly files: readonly string[];
  shapeOf(file: string): SourceShape;
  /** Whether a word stands in a file: what has none of the name is not parsed. */
  mentions(file: string, word: string): boolean;
}

/** A resolver over the files that ran; each is parsed when it is first asked about. */
export function createInlineResolver({ files, shapeOf, mentions }: InlineSources): InlineResolver {
  const byName = new Map<string, readonly PlacedFunction[]>();
  const reached = new Map<string, readonly (readonly PlacedFunction[])[]>();

  function named(name: string): readonly PlacedFunction[] {
    const known = byName.get(name);
    if (known) return known;
    const found = files
      .filter((file) => mentions(file, name))
      .flatMap((file) => shapeOf(file).functions.flatMap((range, index) => (range.name === name ? [{ file, index, range }] : [])));
    byName.set(name, found);
    return found;
  }

  /** Every function that can be reached from one, with the shortest path to it. */
  function reachable(from: PlacedFunction): readonly (readonly PlacedFunction[])[] {
    const key = `${from.file}\n${from.index}`;
    const known = reached.get(key);
    if (known) return known;
    const seen = new Set([key]);
    const paths: (readonly PlacedFunction[])[] = [];
    let edge: (readonly PlacedFunction[])[] = [[]];
    for (let depth = 0; depth < maxDepth && edge.length > 0; depth++) {
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

  function callees({ file, index, range }: PlacedFunction): readonly PlacedFunction[] {
    const own = [...range.calls].flatMap((name) => named(name));
    // One without a name can only be called by who it stands in, or by whom it is handed to.
    const nested = shapeOf(file).functions.flatMap((inner, at) =>
      inner.outer === index && inner.name === '' ? [{ file, index: at, range: inner }] : [],
    );
    return [...own, ...nested];
  }

  return {
    functionAt(file, line, column) {
      const { functions } = shapeOf(file);
      const index = functions.findLastIndex((range) => contains(range, line, column - 1));
      const range = functions[index];
      return range && { file, index, range };
    },
    place(charged, tickLine) {
      const isOwn = holds(charged, tickLine, shapeOf(charged.file));
      const others = reachable(charged).filter((path) => {
        const last = path.at(-1) as PlacedFunction;
        // A function that begins and ends on one line with its caller cannot be told from it.
        const isBeside = last.file === charged.file && isOwn && last.range.firstLine === tickLine;
        return !isBeside && holds(last, tickLine, shapeOf(last.file));
      });
      if (isOwn) return others.some((path) => path.at(-1)?.file !== charged.file) ? 'unresolved' : [];
      const [found, ...further] = others;
      return found && further.every((path) => isOnOneLineWith(found, path, tickLine)) ? found : 'unresolved';
    },
  };
}

/** Whether a path only goes on from another one into functions that begin and end on the line itself: those cannot be told from their caller. */
function isOnOneLineWith(path: readonly PlacedFunction[], longer: readonly PlacedFunction[], line: number): boolean {
  const last = path.at(-1);
  const shared = longer[path.length - 1];
  if (!last || !shared || shared.file !== last.file || shared.index !== last.index) return false;
  return longer.slice(path.length).every(({ file, range }) => file === last.file && range.firstLine === line && range.lastLine === line);
}

/** Whether the line is the function's own: inside of it, and inside of no function that stands in it and spans other lines too. */
function holds({ index, range }: PlacedFunction, line: number, { functions }: SourceShape): boolean {
  if (line < range.firstLine || line > range.lastLine) return false;
  return !functions.some(
    (inner) =>
      inner.outer === index &&
      inner.firstLine < line &&
      line <= inner.lastLine &&
      !(line === inner.lastLine && inner.lastLine === range.lastLine),
  );
}

function contains({ firstLine, firstColumn, lastLine, lastColumn }: FunctionRange, line: number, column: number): boolean {
  if (line < firstLine || line > lastLine) return false;
  if (line === firstLine && column < firstColumn) return false;
  return line < lastLine || column <= lastColumn;
}
