/** How many items a batch takes. */
export interface BatchSize {
  readonly current: number;
  /** Learns from a batch that was run. */
  learn(items: number, elapsedMs: number): void;
}

/** A batch of more is a long way to lose, and saves nothing measurable. */
const largest = 8192;
/** The first batches of a task run before V8 has compiled it: one of them must not decide for all. */
const growth = 8;

/** A fixed size, or one that follows the time items take: a batch as long as `targetMs`. Never more than `most`. */
export function createBatchSize(batch: number | 'auto', targetMs: number, most: number): BatchSize {
  let current = batch === 'auto' ? 1 : Math.min(batch, most);
  return {
    get current() {
      return current;
    },
    learn(items, elapsedMs) {
      if (batch !== 'auto' || items === 0) return;
      const fitting = elapsedMs > 0 ? (items * targetMs) / elapsedMs : Infinity;
      current = Math.max(1, Math.floor(Math.min(fitting, current * growth, largest, most)));
    },
  };
}
