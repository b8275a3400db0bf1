import type { Dispatch } from './dispatch.ts';
import type { Call } from './flight.ts';
import type { RunOptions } from './pool.ts';
import { callOptionsOf, parseRunOptions } from './run-options.ts';

/** Chunks that a generator may be ahead of its consumer. */
const chunksAhead = 16;

/** What a generator task yields. It begins with the first chunk that is asked for. */
export async function* streamTask(dispatch: Dispatch, call: Call, options: RunOptions = {}): AsyncGenerator<unknown, void> {
  const { onProgress } = parseRunOptions(options);
  const chunks: unknown[] = [];
  let isOver = false;
  let wake = (): void => {};
  const ticket = dispatch.submit(
    { ...call, more: chunksAhead },
    {
      ...callOptionsOf(options),
      onSide({ part, payload }) {
        if (part === 'progress') return onProgress?.(payload);
        chunks.push(payload);
        wake();
      },
    },
  );
  const end = (): void => {
    isOver = true;
    wake();
  };
  // The error is thrown below, behind the chunks that came before it.
  ticket.answer.then(end, end);
  try {
    for (;;) {
      while (chunks.length > 0) {
        const chunk = chunks.shift();
        ticket.credit();
        yield chunk;
      }
      if (isOver) break;
      const { promise, resolve } = Promise.withResolvers<void>();
      wake = resolve;
      await promise;
    }
    await ticket.answer;
  } finally {
    ticket.cancel(undefined);
  }
}
