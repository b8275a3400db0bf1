/**
 * Puts inlined functions right. Node.js 20 to 24 charge the samples of a function that was inlined to the function it was inlined into,
 * but the ticks of such samples carry the line of the inlined function. Of the functions that have code on that line those can be meant that
 * the charged one reaches: by the names it calls, or as it was seen calling. When several can be meant, those count that were seen being
 * called before they were inlined; when several were, the tick is unresolved. Nothing is guessed.
 */
import type { FunctionRange, SourceShape } from '../source/acorn.ts';
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
}

const maxDepth = 5;
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
  /** Functions that one was seen calling, by {@link keyOf}: in the interpreter, or inlined, while what they call was running. */
  seenCallees(caller: PlacedFunction): ReadonlyMap<string, PlacedFunction>;
}

/** What is equal for one function alone. */
export function keyOf({ file, index }: Pick<PlacedFunction, 'file' | 'index'>): string {
  return `${file}\n${index}`;
}

/** A way from one function to another, and whether each step of it was seen. */
interface Path {
  readonly steps: readonly PlacedFunction[];
  readonly isSeen: boolean;
}

/** A resolver over the files that ran; each is parsed when it is first asked about. */
export function createInlineResolver({ files, shapeOf, mentions, seenCallees }: InlineSources): InlineResolver {
  const byName = new Map<string, readonly PlacedFunction[]>();
  const reached = new Map<string, readonly Path[]>();
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
    let edge: readonly Path[] = [{ steps: [], isSeen: true }];
    for (let depth = 0; depth < maxDepth && edge.length > 0 && paths.length < maxReached; depth++) {
      const next: Path[] = [];
      for (const path of edge.toSorted((left, right) => Number(right.isSeen) - Number(left.isSeen))) {
        const caller = path.steps.at(-1) ?? from;
        const known = seenCallees(caller);
        for (const target of [...known.values(), ...callees(caller)]) {
          const own = keyOf(target);
          if (seen.has(own) || target.range.lastLine - target.range.firstLine > maxInlinedLines) continue;
          seen.add(own);
          next.push({ steps: [...path.steps, target], isSeen: path.isSeen && known.has(own) });
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

  function callees({ file, index, range }: PlacedFunction): readonly PlacedFunction[] {
    const own = [...range.calls].flatMap((name) => named(name));
    // One without a name can only be called by who it stands in, or by whom it is handed to.
    const nested = placed(file, indexOfShape(shapeOf(file)).inside(index)).filter((inner) => inner.range.isHandedOn);
    return [...own, ...nested];
  }

  function place(charged: PlacedFunction, tickLine: number): Placement {
    const isOwn = holds(charged, tickLine);
    const others = reachable(charged).filter(({ steps }) => holds(steps.at(-1) as PlacedFunction, tickLine));
    const seen = others.filter(({ isSeen }) => isSeen);
    if (!isOwn) {
      const only = others.length === 1 ? others[0] : seen.length === 1 ? seen[0] : undefined;
      if (only) return only.steps;
    } else if (seen.length === 0) return [];
    const meant = seen.length > 0 ? seen : others;
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
  };
}
