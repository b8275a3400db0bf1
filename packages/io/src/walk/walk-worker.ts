import type { WalkMessage, WalkPart, WalkReply } from './walk-message.ts';
import { walkSync } from './walk-sync.ts';

/** Walks that were started and not yet ended, by number. */
const walks = new Map<number, Generator<WalkPart, void, void>>();

/** The next part of a walk, on the worker. */
export function answerWalk({ walk, start, isLast = false }: WalkMessage): WalkReply {
  if (start) walks.set(walk, walkSync(start.root, start.rules));
  const course = walks.get(walk);
  if (!course) throw new Error(`expected a walk that was started, got ${walk}`);
  try {
    const next = isLast ? course.return() : course.next();
    if (next.done) walks.delete(walk);
    return { batches: next.done ? [] : [next.value], isDone: next.done === true };
  } catch (error) {
    walks.delete(walk);
    throw error;
  }
}
