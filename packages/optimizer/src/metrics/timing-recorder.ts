import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import { coreMetrics, type Labels, type Metric, type Recorder } from '@nsi/core';

/** What was measured under one name. Times in milliseconds; 0 where nothing was measured. */
export interface TimingSummary {
  readonly count: number;
  /** Calls that threw or rejected; they are part of `count`. */
  readonly errorCount: number;
  readonly totalMs: number;
  readonly minMs: number;
  readonly meanMs: number;
  readonly maxMs: number;
  readonly p50Ms: number;
  readonly p90Ms: number;
  readonly p99Ms: number;
}

export interface TimingRecorder extends Recorder {
  /** By name, in the order of first use. */
  summaries(): Readonly<Record<string, TimingSummary>>;
}

interface Timing {
  readonly histogram: RecordableHistogram;
  totalNs: number;
  errorCount: number;
}

/** A recorder that keeps a histogram (HdrHistogram, three significant digits) of every timed name and ignores all else. */
export function createTimingRecorder(): TimingRecorder {
  const timings = new Map<string, Timing>();
  return Object.freeze({
    count() {},
    gauge() {},
    observe(metric: Metric, seconds: number, { name = '', outcome }: Labels = {}) {
      if (metric !== coreMetrics.timed && metric.name !== coreMetrics.timed.name) return;
      let timing = timings.get(name);
      if (!timing) timings.set(name, (timing = { histogram: createHistogram(), totalNs: 0, errorCount: 0 }));
      const elapsedNs = Math.round(seconds * 1e9);
      timing.histogram.record(Math.max(1, elapsedNs));
      timing.totalNs += elapsedNs;
      if (outcome === 'error') timing.errorCount++;
    },
    summaries: () => Object.fromEntries([...timings].map(([name, timing]) => [name, summaryOf(timing)])),
  });
}

function summaryOf({ histogram, totalNs, errorCount }: Timing): TimingSummary {
  const milliseconds = (nanoseconds: number): number => nanoseconds / 1e6;
  return {
    count: histogram.count,
    errorCount,
    totalMs: milliseconds(totalNs),
    minMs: milliseconds(histogram.min),
    meanMs: milliseconds(totalNs / histogram.count),
    maxMs: milliseconds(histogram.max),
    p50Ms: milliseconds(histogram.percentile(50)),
    p90Ms: milliseconds(histogram.percentile(90)),
    p99Ms: milliseconds(histogram.percentile(99)),
  };
}
