import { filePermits } from '../permits/file-permits.ts';
import { askFileWorker, holdFileWorker, isFileWorkerRunning } from '../read/worker-thread.ts';
import type { ByteName } from './byte-name.ts';
import type { WalkMessage, WalkPart, WalkReply } from './walk-message.ts';
import type { WalkRules } from './walk-rules.ts';

let lastWalk = 0;

/** Walks on the worker, which finds the next parts while the consumer looks at the last ones, and then waits to be asked. */
export async function* askWalk(
  root: ByteName,
  rules: WalkRules,
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly WalkPart[], void, void> {
  using _permit = await filePermits().acquire({ signal });
  using _hold = holdFileWorker();
  const walk = ++lastWalk;
  let more: Pick<WalkMessage, 'start'> = { start: { root, rules } };
  let isOver = false;
  try {
    while (!isOver) {
      // One question at a time: answers that nobody waits for keep what they lead to from the garbage collector.
      const reply: WalkReply = await askFileWorker({ kind: 'walk', walk, ...more }, signal);
      more = {};
      isOver = reply.isDone;
      yield reply.batches;
    }
  } finally {
    if (!isOver && isFileWorkerRunning()) await askFileWorker({ kind: 'walk', walk, isLast: true }).catch(() => {});
  }
}
