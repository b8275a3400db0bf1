import { noRecorder, type Recorder } from '@nsi/core';
import { memoryMetrics } from '../metrics.ts';
import type { CacheTime } from './cache-time.ts';
import type { CacheStats } from './cache.ts';

const periodMs = 1000;

/** Where published numbers come from. */
export interface StatsSource {
  stats(): CacheStats;
}

/**
 * Hands the recorder what a cache did, once a second and at the end, so that a hit costs nothing more. Does nothing at all without a recorder.
 * Does not keep the cache alive; disposing publishes a last time and ends it.
 */
export function publishCacheMetrics(cache: StatsSource, recorder: Recorder, time: CacheTime): Disposable {
  if (recorder === noRecorder) return { [Symbol.dispose]() {} };
  const weak = new WeakRef(cache);
  const publish = createPublisher(recorder);
  const tick = (): Disposable | undefined => {
    const source = weak.deref();
    if (source === undefined) return undefined;
    publish(source.stats());
    return time.after(periodMs, next);
  };
  const next = (): void => {
    timer = tick();
  };
  let timer: Disposable | undefined = time.after(periodMs, next);
  return {
    [Symbol.dispose]() {
      timer?.[Symbol.dispose]();
      const source = weak.deref();
      if (source !== undefined) publish(source.stats());
    },
  };
}

/** Counters want differences: what was published last is remembered. */
function createPublisher(recorder: Recorder): (stats: CacheStats) => void {
  let last = { hits: 0, misses: 0, evictions: 0, expirations: 0, oversizes: 0 };
  return (stats) => {
    const labels = { cache: stats.name };
    recorder.count(memoryMetrics.cacheHits, stats.hits - last.hits, labels);
    recorder.count(memoryMetrics.cacheMisses, stats.misses - last.misses, labels);
    recorder.count(memoryMetrics.cacheEvictions, stats.evictions - last.evictions, { ...labels, reason: 'size' });
    recorder.count(memoryMetrics.cacheEvictions, stats.expirations - last.expirations, { ...labels, reason: 'expired' });
    recorder.count(memoryMetrics.cacheEvictions, stats.oversizes - last.oversizes, { ...labels, reason: 'oversize' });
    recorder.gauge(memoryMetrics.cacheEntries, stats.size, labels);
    recorder.gauge(memoryMetrics.cacheBytes, stats.bytes, labels);
    last = stats;
  };
}
