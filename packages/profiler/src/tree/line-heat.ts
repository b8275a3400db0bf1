import type { CallTree, ProfileFrame } from '@nsi/core/report';
import { callLineOf } from '../source/call-line.ts';
import type { SourceFiles } from '../source/source-files.ts';

/** A tree and its samples by line, as they are merged. */
export interface HeatParts {
  readonly callTree: CallTree;
  readonly frames: readonly ProfileFrame[];
  readonly ticks: readonly ReadonlyMap<number, number>[];
}

/**
 * Samples of a function by line, those of what it calls with the line of the call: the hot line of a loop is the one that calls, not the head
 * whose comparison happens to be seen most. A call that is not found counts for no line.
 */
export function lineHeatOf(own: number, { callTree, frames, ticks }: HeatParts, sources: SourceFiles): ReadonlyMap<number, number> {
  const { parent, frame, total } = callTree;
  const place = frames[own];
  const heat = new Map<number, number>();
  const add = (line: number, samples: number): void => void (line > 0 && heat.set(line, (heat.get(line) ?? 0) + samples));
  const called = new Map<number, number>();
  for (const [row, found] of frame.entries()) {
    if (found === own) for (const [line, samples] of ticks[row] ?? []) add(line, samples);
    else if (frame[parent[row] ?? -1] === own) called.set(found, (called.get(found) ?? 0) + (total[row] ?? 0));
  }
  if (!place) return heat;
  const selfTicks = new Map(heat);
  for (const [below, samples] of called) {
    const callee = frames[below];
    if (callee) add(callLineOf(sources, place, callee.name, { callee, ticks: selfTicks }) ?? 0, samples);
  }
  return heat;
}
