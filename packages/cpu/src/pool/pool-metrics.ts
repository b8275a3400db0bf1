import { currentRecorder, noRecorder, type Recorder } from '@nsi/core';
import { cpuMetrics } from '../metrics.ts';

/** How a task ended. */
export type TaskOutcome = 'completed' | 'failed' | 'aborted' | 'timed-out' | 'lost';

/** Totals since the pool was created. */
export interface PoolCounts {
  completed: number;
  failed: number;
  aborted: number;
  timedOut: number;
  /** Threads that ended by themselves. */
  lostThreads: number;
  /** Threads that were ended: for a task that did not stop, for their heap, or for the number of their tasks. */
  recycledThreads: number;
}

/** Why a thread was ended. */
export type RecycleReason = 'abort' | 'heap' | 'tasks' | 'resize';

/** What a pool tells its recorder. */
export interface PoolRecorder {
  readonly counts: Readonly<PoolCounts>;
  ended(outcome: TaskOutcome, waitedMs: number, ranMs: number): void;
  recycled(reason: RecycleReason): void;
}

const countOf = { completed: 'completed', failed: 'failed', aborted: 'aborted', 'timed-out': 'timedOut', lost: 'lostThreads' } as const;

/** Counts, and records while somebody listens. */
export function createPoolRecorder(recorder?: Recorder): PoolRecorder {
  const counts: PoolCounts = { completed: 0, failed: 0, aborted: 0, timedOut: 0, lostThreads: 0, recycledThreads: 0 };
  return {
    counts,
    ended(outcome, waitedMs, ranMs) {
      counts[countOf[outcome]]++;
      const sink = recorder ?? currentRecorder();
      if (sink === noRecorder) return;
      sink.count(cpuMetrics.poolTasks, 1, { outcome });
      sink.observe(cpuMetrics.poolWait, waitedMs / 1e3);
      sink.observe(cpuMetrics.poolRun, ranMs / 1e3);
    },
    recycled(reason) {
      counts.recycledThreads++;
      (recorder ?? currentRecorder()).count(cpuMetrics.poolRecycled, 1, { reason });
    },
  };
}
