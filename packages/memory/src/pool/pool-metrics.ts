import { currentRecorder, noRecorder, type Recorder } from '@nsi/core';
import { memoryMetrics } from '../metrics.ts';

/** What a pool tells its recorder. Counts are totals since the pool was made. */
export interface PoolCounts {
  readonly leasedBytes: number;
  readonly idleBytes: number;
  readonly reused: number;
  readonly allocated: number;
  readonly overflowed: number;
  readonly leaked: number;
}

export interface PoolMetrics {
  /** To be called with each lease: calls `publish` now and then, so that a lease costs no metric. */
  tick(publish: () => void): void;
  publish(counts: PoolCounts): void;
}

const leasesPerPublish = 64;
const outcomes = ['reused', 'allocated', 'overflowed'] as const;

/** Brings the metrics of a pool up to date every 64 leases and whenever its statistics are read. */
export function createPoolMetrics(pool: string, recorder: Recorder = currentRecorder()): PoolMetrics {
  const published = { reused: 0, allocated: 0, overflowed: 0, leaked: 0 };
  let leases = 0;
  return {
    tick(publish) {
      leases += 1;
      if (leases % leasesPerPublish === 0) publish();
    },
    publish(counts) {
      if (recorder === noRecorder) return;
      recorder.gauge(memoryMetrics.poolBytes, counts.leasedBytes, { pool, state: 'leased' });
      recorder.gauge(memoryMetrics.poolBytes, counts.idleBytes, { pool, state: 'idle' });
      for (const outcome of outcomes) recorder.count(memoryMetrics.poolLeases, counts[outcome] - published[outcome], { pool, outcome });
      recorder.count(memoryMetrics.poolLeaks, counts.leaked - published.leaked, { pool });
      Object.assign(published, counts);
    },
  };
}
