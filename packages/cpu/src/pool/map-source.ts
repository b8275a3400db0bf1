/** Items of any iterable, taken a batch at a time. */
export interface MapSource {
  /** Whether the source has no more; items may still be on their way until then. */
  readonly isOver: boolean;
  /** What there is now, at most `count`; asks an asynchronous source for more. */
  take(count: number): unknown[];
  /** Items that were taken from an asynchronous source and wait here. */
  readonly ready: number;
  /** The error of the source. */
  readonly failure: { readonly error: unknown } | undefined;
  /** Closes the source. */
  close(): Promise<void>;
}

/** Opens `items`. `onChange` is called when an asynchronous source has brought something, has ended or has failed. */
export function openSource(items: AsyncIterable<unknown> | Iterable<unknown>, onChange: () => void): MapSource {
  return Symbol.asyncIterator in items ? openAsync(items[Symbol.asyncIterator](), onChange) : openSync(items[Symbol.iterator]());
}

function openSync(iterator: Iterator<unknown>): MapSource {
  let isOver = false;
  let failure: MapSource['failure'];
  return {
    get isOver() {
      return isOver;
    },
    get failure() {
      return failure;
    },
    ready: 0,
    take(count) {
      const taken: unknown[] = [];
      try {
        while (!isOver && taken.length < count) {
          const step = iterator.next();
          if (step.done) isOver = true;
          else taken.push(step.value);
        }
      } catch (error) {
        isOver = true;
        failure = { error };
      }
      return taken;
    },
    async close() {
      if (!isOver) iterator.return?.();
      isOver = true;
    },
  };
}

/** Asks for one item at a time, as far as `take` wants to see. */
function openAsync(iterator: AsyncIterator<unknown>, onChange: () => void): MapSource {
  const waiting: unknown[] = [];
  let wanted = 0;
  let isOver = false;
  let isAsking = false;
  let failure: MapSource['failure'];
  const ask = async (): Promise<void> => {
    isAsking = true;
    try {
      while (!isOver && waiting.length < wanted) {
        const step = await iterator.next();
        if (step.done) isOver = true;
        else waiting.push(step.value);
        onChange();
      }
    } catch (error) {
      isOver = true;
      failure = { error };
    }
    isAsking = false;
    onChange();
  };
  return {
    get isOver() {
      return isOver && waiting.length === 0;
    },
    get failure() {
      return failure;
    },
    get ready() {
      return waiting.length;
    },
    take(count) {
      wanted = count;
      const taken = waiting.splice(0, count);
      if (!isAsking && !isOver) void ask();
      return taken;
    },
    async close() {
      if (!isOver) {
        isOver = true;
        // Not awaited: a source that is waiting itself answers only when its wait is over. What it throws then concerns nobody.
        void closeQuietly(iterator);
      }
    },
  };
}

async function closeQuietly(iterator: AsyncIterator<unknown>): Promise<void> {
  try {
    await iterator.return?.();
  } catch {
    // The map has ended before.
  }
}
