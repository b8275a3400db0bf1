import type { WalkMessage, WalkPart, WalkReply } from './walk-message.ts';
import { walkSync } from './walk-sync.ts';

/** A walk that was started and not yet ended. */
interface RunningWalk {
  readonly parts: Generator<WalkPart, void, void>;
  /** Parts of the next answer. */
  count: number;
  /** The next answer, or the fault that it is, found while the asking thread looks at the last one. */
  ready: (() => WalkReply) | undefined;
}

/** By number. */
const walks = new Map<number, RunningWalk>();

/** A message costs the asking thread as much as two parts: the first is small so that it comes soon. */
const fewestParts = 8;
const mostParts = 16;

/** The next parts of a walk, on the worker. */
export function answerWalk({ walk, start, isLast = false }: WalkMessage): WalkReply {
  if (start) walks.set(walk, { parts: walkSync(start.root, start.rules), count: fewestParts, ready: undefined });
  const running = walks.get(walk);
  if (!running) throw new Error(`expected a walk that was started, got ${walk}`);
  let isDone = isLast;
  try {
    if (isLast) {
      running.parts.return();
      return { batches: [], isDone };
    }
    const { ready = () => collect(running) } = running;
    running.ready = undefined;
    const reply = ready();
    ({ isDone } = reply);
    // Behind a directory for which there was no descriptor, the asking thread says when to try again.
    if (!isDone && reply.batches.at(-1)?.isOutOfFiles !== true) setImmediate(goAhead, walk);
    return reply;
  } catch (error) {
    isDone = true;
    throw error;
  } finally {
    if (isDone) walks.delete(walk);
  }
}

function goAhead(walk: number): void {
  const running = walks.get(walk);
  if (!running || running.ready) return;
  try {
    const reply = collect(running);
    running.ready = () => reply;
  } catch (error) {
    running.ready = () => {
      throw error;
    };
  }
}

function collect(running: RunningWalk): WalkReply {
  const batches: WalkPart[] = [];
  while (batches.length < running.count && batches.at(-1)?.isOutOfFiles !== true) {
    const next = running.parts.next();
    if (next.done === true) return { batches, isDone: true };
    batches.push(next.value);
  }
  running.count = mostParts;
  return { batches, isDone: false };
}
