import type { Dispatch } from './dispatch.ts';
import type { Call } from './flight.ts';

/** Starts all threads that there may be; each new one runs `call`. */
export async function startAllThreads(dispatch: Dispatch, call: Call): Promise<void> {
  const missing = Math.max(0, dispatch.threads - dispatch.threadIds().length);
  await Promise.all(Array.from({ length: missing }, () => dispatch.submit(call, { placement: 'fresh' }).answer));
}

/** Runs `call` once on each thread, as soon as it is free, and gives the results in no particular order. */
export async function runOnEachThread<Result>(dispatch: Dispatch, call: Call): Promise<Result[]> {
  await startAllThreads(dispatch, { ...call, kind: 'load' });
  const ids = dispatch.threadIds().slice(0, dispatch.threads);
  return (await Promise.all(ids.map((placement) => dispatch.submit(call, { placement }).answer))) as Result[];
}
