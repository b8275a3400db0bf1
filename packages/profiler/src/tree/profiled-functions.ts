import type { ProfiledFunction } from '@nsi/core/report';
import type { MergedProfile } from './merge-threads.ts';

/** The parts of a merged profile that functions are counted from. */
export type FunctionParts = Pick<MergedProfile, 'callTree' | 'ticks' | 'inlinedInto' | 'unresolved'>;

/** The functions of a tree, most self time first. */
export function profiledFunctions({ callTree, ticks, inlinedInto, unresolved }: FunctionParts): readonly ProfiledFunction[] {
  const { parent, frame, self, total } = callTree;
  const functions = new Map<number, { self: number; total: number; lines: Map<number, number> }>();
  // Rows of one path in reverse: a frame that stands above itself counts its total once.
  for (const [row, own] of frame.entries()) {
    const sum = functions.get(own) ?? { self: 0, total: 0, lines: new Map<number, number>() };
    sum.self += self[row] as number;
    if (!isBelowItself(row)) sum.total += total[row] as number;
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
    }))
    .toSorted((left, right) => right.self - left.self || right.total - left.total);

  function isBelowItself(row: number): boolean {
    for (let above = parent[row] as number; above >= 0; above = parent[above] as number) if (frame[above] === frame[row]) return true;
    return false;
  }
}
