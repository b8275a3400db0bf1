/**
 * The values of batches one by one. By hand, because an async generator waits twice for each value: see bench/lines.bench.ts.
 */
export function eachOf<Value>(batches: AsyncIterable<readonly Value[]>): AsyncIterator<Value, undefined, void> {
  const source = batches[Symbol.asyncIterator]();
  let batch: readonly Value[] = [];
  let index = 0;
  async function refill(): Promise<IteratorResult<Value, undefined>> {
    for (;;) {
      const next = await source.next();
      if (next.done === true) return { done: true, value: undefined };
      batch = next.value;
      index = 0;
      if (batch.length > 0) return { done: false, value: batch[index++] as Value };
    }
  }
  return {
    next: () => (index < batch.length ? Promise.resolve({ done: false as const, value: batch[index++] as Value }) : refill()),
    async return() {
      await source.return?.();
      return { done: true, value: undefined };
    },
  };
}
