import type { Dispatch } from './dispatch.ts';
import type { Call } from './flight.ts';
import { createBatchSize } from './batch-size.ts';
import { runItems, type ItemOutcomes } from './run-items.ts';
import { openSource } from './map-source.ts';
import { callOptionsOf, type MapSettings } from './run-options.ts';

/** Neighbouring items that were run. */
export interface MappedBatch extends ItemOutcomes {
  /** Index of the first of them among all items. */
  readonly first: number;
}

interface Running {
  readonly first: number;
  readonly count: number;
  outcome: { readonly batch: MappedBatch } | { readonly error: unknown } | undefined;
}

/** Batches on threads or waiting for the consumer, for each thread: two that keep it busy, and two that the consumer works through. */
const batchesPerThread = 4;

/**
 * Runs the batch call for all items, in batches, and yields each with its results. At most so many batches are beyond the consumer, and at
 * most `window` items. Leaving it cancels what is under way and closes the source.
 */
export async function* mapBatches(
  dispatch: Dispatch,
  call: Call,
  items: AsyncIterable<unknown> | Iterable<unknown>,
  settings: MapSettings,
): AsyncGenerator<MappedBatch, void> {
  const { signal, ordered, batch, targetMs, window, onError, retries } = settings;
  signal?.throwIfAborted();
  let wake = (): void => {};
  const source = openSource(items, () => wake());
  const { threads } = dispatch;
  const size = createBatchSize(batch, targetMs, Math.max(1, Math.ceil(window / (2 * threads))));
  const cancellation = new AbortController();
  const options = { ...callOptionsOf(settings), signal: cancellation.signal, isInner: true };
  const batches: Running[] = [];
  let running = 0;
  let taken = 0;
  let delivered = 0;
  const onAbort = (): void => wake();
  signal?.addEventListener('abort', onAbort, { once: true });

  try {
    for (;;) {
      const { promise: change, resolve } = Promise.withResolvers<void>();
      wake = resolve;
      fill();
      signal?.throwIfAborted();
      if (source.failure) throw source.failure.error;
      const finished = nextFinished();
      if (finished) {
        if ('error' in finished) throw finished.error;
        yield finished.batch;
        delivered += finished.batch.results.length;
      } else if (batches.length === 0 && source.isOver) return;
      else await change;
    }
  } finally {
    wake = () => {};
    signal?.removeEventListener('abort', onAbort);
    cancellation.abort(signal?.reason);
    await source.close();
  }

  function fill(): void {
    while (!source.isOver && batches.length < threads * batchesPerThread) {
      const room = Math.min(size.current, window - (taken - delivered));
      if (room <= 0) return;
      // A batch that is not full yet waits for more, unless a thread would be idle meanwhile.
      const isWorthIt = source.ready === 0 || source.ready >= room || running < threads;
      const next = isWorthIt ? source.take(room) : [];
      if (next.length === 0) return;
      void start(next);
    }
  }

  async function start(next: unknown[]): Promise<void> {
    const entry: Running = { first: taken, count: next.length, outcome: undefined };
    taken += next.length;
    running++;
    batches.push(entry);
    try {
      const { elapsedMs, ...outcomes } = await runItems(dispatch, call, next, options, { settles: onError === 'settle', retries });
      size.learn(next.length, elapsedMs);
      entry.outcome = { batch: { first: entry.first, ...outcomes } };
    } catch (error) {
      entry.outcome = { error };
    }
    running--;
    wake();
  }

  function nextFinished(): Running['outcome'] {
    // An error need not wait for its turn.
    const index = batches.findIndex(({ outcome }, index) => outcome && (!ordered || index === 0 || 'error' in outcome));
    return index < 0 ? undefined : batches.splice(index, 1)[0]?.outcome;
  }
}
