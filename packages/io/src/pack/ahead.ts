/**
 * `work` on each value of `source`, up to `count` of them at a time, results in the order of the source. When the consumer stops or one
 * fails, those under way are awaited and the source is closed before the generator ends.
 */
export async function* ahead<Value, Result>(
  source: Iterable<Value> | AsyncIterable<Value>,
  count: number,
  work: (value: Value) => Promise<Result>,
): AsyncGenerator<Result, void, undefined> {
  const pending: Promise<Result>[] = [];
  try {
    for await (const value of source) {
      const result = work(value);
      // Its error comes out in its turn.
      result.catch(() => {});
      pending.push(result);
      if (pending.length >= count) yield await (pending.shift() as Promise<Result>);
    }
    for (let next = pending.shift(); next !== undefined; next = pending.shift()) yield await next;
  } finally {
    await Promise.allSettled(pending);
  }
}

/** Frames that are decoded before their turn: as many as libuv has threads. */
export const decodedAhead = 4;

/** Whole numbers, both ends included. */
export function* numbersFrom(first: number, last: number): Generator<number, void, undefined> {
  for (let index = first; index <= last; index++) yield index;
}
