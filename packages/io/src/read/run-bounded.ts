import { filePermits, type FilePermits } from '../permits/file-permits.ts';
import { patiently } from '../permits/open-permitted.ts';

/** How many calls may run at a time, and what ends them. */
export interface BoundedOptions {
  readonly concurrency: number;
  readonly signal?: AbortSignal | undefined;
  readonly permits?: FilePermits;
}

/**
 * Calls `work` for every index below `count`, at most `concurrency` at a time and each under a permit, and again when there was no
 * descriptor left. Rejects with the first error of `work`, or the reason of `signal`, when the calls in flight have ended.
 */
export async function runBounded(
  count: number,
  work: (index: number) => Promise<void>,
  { concurrency, signal, permits = filePermits() }: BoundedOptions,
): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) {
      signal?.throwIfAborted();
      const index = next++;
      const permit = permits.tryAcquire() ?? (await permits.acquire({ signal }));
      try {
        await patiently(() => work(index), { signal, permits });
      } catch (error) {
        next = count;
        throw error;
      } finally {
        permit.release();
      }
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: Math.min(concurrency, count) }, lane));
  for (const result of lanes) if (result.status === 'rejected') throw result.reason;
}
