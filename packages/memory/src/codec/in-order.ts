export interface InOrderOptions {
  /** How many run at a time. */
  readonly width: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Runs `start` for each index below `count` and gives the results to `take` in order. After the first error, and once `signal` is aborted,
 * nothing more is started or taken, and what is running is waited for.
 */
export async function inOrder<Result>(
  count: number,
  start: (index: number) => Promise<Result>,
  take: (result: Result, index: number) => void,
  { width, signal }: InOrderOptions,
): Promise<void> {
  const running: Promise<Result>[] = [];
  let started = 0;
  try {
    for (let index = 0; index < count; index++) {
      for (; started < count && running.length < width; started++) {
        signal?.throwIfAborted();
        const next = start(started);
        // Awaited when its turn comes; an error before that is none that nobody handles.
        next.catch(() => {});
        running.push(next);
      }
      const result = await (running[0] as Promise<Result>);
      signal?.throwIfAborted();
      take(result, index);
      void running.shift();
    }
  } finally {
    await Promise.allSettled(running);
  }
}
