import { filePermits } from '../permits/file-permits.ts';
import { askFileWorker, holdFileWorker, isFileWorkerRunning } from '../read/worker-thread.ts';
import type { ByteName } from './byte-name.ts';
import type { WalkMessage, WalkPart, WalkReply } from './walk-message.ts';
import type { WalkRules } from './walk-rules.ts';

/** Messages that the worker is asked for ahead of the consumer, eight parts each. */
const ahead = 2;
let lastWalk = 0;

/** Walks on the worker, which stays a few parts ahead of the consumer and no more. */
export async function* askWalk(root: ByteName, rules: WalkRules, signal: AbortSignal | undefined): AsyncGenerator<WalkPart, void, void> {
  using _permit = await filePermits().acquire({ signal });
  using _hold = holdFileWorker();
  const walk = ++lastWalk;
  const ask = (more: Omit<WalkMessage, 'kind' | 'walk'> = {}): Promise<WalkReply> => {
    const reply = askFileWorker({ kind: 'walk', walk, ...more }, signal);
    // It is awaited in its turn; until then nobody else would look at its fault.
    reply.catch(() => {});
    return reply;
  };
  let isOver = false;
  const asked = [ask({ start: { root, rules } })];
  try {
    while (asked.length > 0) {
      while (asked.length < ahead) asked.push(ask());
      const { batches, isDone } = await (asked.shift() as Promise<WalkReply>);
      isOver = isDone;
      yield* batches;
      if (isDone) return;
    }
  } finally {
    if (!isOver && isFileWorkerRunning()) await askFileWorker({ kind: 'walk', walk, isLast: true }).catch(() => {});
  }
}
