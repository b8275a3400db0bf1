import type { WalkMessage, WalkPart, WalkReply } from './walk-message.ts';
import { walkSync } from './walk-sync.ts';

/** Walks that were started and not yet ended, by number. */
const walks = new Map<number, Generator<WalkPart, void, void>>();

/** A message costs the asking thread as much as two parts. */
const partsAMessage = 8;

/** The next parts of a walk, on the worker. */
export function answerWalk({ walk, start, isLast = false }: WalkMessage): WalkReply {
  if (start) walks.set(walk, walkSync(start.root, start.rules));
  const course = walks.get(walk);
  if (!course) throw new Error(`expected a walk that was started, got ${walk}`);
  try {
    if (isLast) course.return();
    const batches: WalkPart[] = [];
    let isDone = isLast;
    while (!isDone && batches.length < partsAMessage && batches.at(-1)?.isOutOfFiles !== true) {
      const next = course.next();
      if (next.done === true) isDone = true;
      else batches.push(next.value);
    }
    if (isDone) walks.delete(walk);
    return { batches, isDone };
  } catch (error) {
    walks.delete(walk);
    throw error;
  }
}
