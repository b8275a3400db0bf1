import type { AmbiguousSamples, ProfiledFunction } from '@nsi/core/report';
import type { MergedProfile } from './merge-threads.ts';

const maxCandidates = 4;
const maxAmbiguous = 50;

/** The parts of a merged profile that functions are counted from. */
export type FunctionParts = Pick<MergedProfile, 'callTree' | 'ticks' | 'inlinedInto' | 'unresolved' | 'ambiguous'>;

/** The functions of a tree, most self time first. */
export function profiledFunctions({ callTree, ticks, inlinedInto, unresolved, ambiguous }: FunctionParts): readonly ProfiledFunction[] {
  const { parent, frame, self, total } = callTree;
  const functions = new Map<number, { self: number; total: number; lines: Map<number, number> }>();
  const repeats = rowsBelowThemselves(parent, frame);
  for (const [row, own] of frame.entries()) {
    const sum = functions.get(own) ?? { self: 0, total: 0, lines: new Map<number, number>() };
    sum.self += self[row] as number;
    // Recursion: the outermost call holds the time of those within.
    if (!repeats[row]) sum.total += total[row] as number;
    for (const [line, samples] of ticks[row] ?? []) if (line > 0) sum.lines.set(line, (sum.lines.get(line) ?? 0) + samples);
    functions.set(own, sum);
  }
  return [...functions]
    .map(([own, sum]) => ({
      frame: own,
      self: sum.self,
      total: sum.total,
      lines: [...sum.lines].toSorted((left, right) => right[1] - left[1]).slice(0, 50),
      ...(inlinedInto.has(own) ? { inlinedInto: [...(inlinedInto.get(own) ?? [])] } : {}),
      ...(unresolved.has(own) ? { unresolved: unresolved.get(own) as number } : {}),
      ...(ambiguous.has(own) ? { ambiguous: fewPlaces([...(ambiguous.get(own)?.values() ?? [])]) } : {}),
    }))
    .toSorted((left, right) => right.self - left.self || right.total - left.total);
}

/** What many lines can have taken tells nothing. */
function fewPlaces(all: readonly AmbiguousSamples[]): readonly AmbiguousSamples[] {
  return all
    .filter(({ candidates }) => candidates.length > 1 && candidates.length <= maxCandidates)
    .toSorted((left, right) => right.samples - left.samples)
    .slice(0, maxAmbiguous);
}

/** Which rows stand below a row of the same frame. Walks the tree once: deep recursion would make a walk upward from each row quadratic. */
function rowsBelowThemselves(parent: readonly number[], frame: readonly number[]): readonly boolean[] {
  const firstChild = Array<number>(parent.length).fill(-1);
  const nextSibling = Array<number>(parent.length).fill(-1);
  const roots: number[] = [];
  for (const [row, above] of parent.entries()) {
    if (above < 0) roots.push(row);
    else {
      nextSibling[row] = firstChild[above] as number;
      firstChild[above] = row;
    }
  }
  const repeats = Array<boolean>(parent.length).fill(false);
  const open = new Map<number, number>();
  // A row is entered with its number and left with its complement.
  const waiting = roots;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const own = frame[next < 0 ? ~next : next] as number;
    const depth = open.get(own) ?? 0;
    if (next < 0) {
      open.set(own, depth - 1);
      continue;
    }
    repeats[next] = depth > 0;
    open.set(own, depth + 1);
    waiting.push(~next);
    for (let child = firstChild[next] as number; child >= 0; child = nextSibling[child] as number) waiting.push(child);
  }
  return repeats;
}
