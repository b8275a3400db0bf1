/**
 * Runs `start` for each index below `count`, at most `width` at a time, and gives the results to `take` in order. After the first error
 * nothing more is started, and what is running is waited for.
 */
export async function inOrder<Result>(
  count: number,
  width: number,
  start: (index: number) => Promise<Result>,
  take: (result: Result, index: number) => void,
): Promise<void> {
  const running: Promise<Result>[] = [];
  let started = 0;
  try {
    for (let index = 0; index < count; index++) {
      while (started < count && running.length < width) running.push(start(started++));
      take(await (running[0] as Promise<Result>), index);
      void running.shift();
    }
  } finally {
    await Promise.allSettled(running);
  }
}
