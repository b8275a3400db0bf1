import type { Finding } from '@nsi/core/report';
import type { ProcessSeries, WatchSample } from './process-series.ts';

/** What `nsi-memory watch` writes: a program's memory over time. `tracks` is what `chart('timeline', …)` of @nsi/viz draws. */
export interface MemoryTimeline {
  readonly kind: 'nsi.timeline';
  readonly schemaVersion: 1;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly program: { readonly command: string; readonly args: readonly string[] };
  readonly exit: { readonly code: number | null; readonly signal: string | null };
  readonly durationNs: number;
  readonly limitBytes: number;
  /** Largest first. */
  readonly processes: readonly ProcessSummary[];
  /** Of the largest processes. Times are nanoseconds from the start of the program. */
  readonly tracks: readonly TimelineTrack[];
  readonly findings: readonly Finding[];
}

/** Peaks and collections of one thread of a watched program; sizes in bytes. */
export interface ProcessSummary {
  readonly pid: number;
  readonly threadId: number;
  readonly name: string;
  readonly nodeVersion: string;
  readonly heapLimitBytes: number;
  readonly peakRssBytes: number;
  readonly peakHeapBytes: number;
  readonly minorCollections: number;
  readonly majorCollections: number;
  readonly collectionNs: number;
  readonly sampleCount: number;
}

/** One measured curve over the run; what `chart("timeline", …)` of @nsi/viz draws. */
export interface TimelineTrack {
  readonly name: string;
  /** `percent` is a share from 0 to 1. */
  readonly unit: 'bytes' | 'percent';
  readonly points: readonly { readonly timeNs: number; readonly value: number }[];
}

const nsPerMs = 1e6;
const drawnProcesses = 4;

export function summarizeProcess({ process, samples, peakRssBytes, peakHeapBytes }: ProcessSeries): ProcessSummary {
  const { pid, threadId, name, nodeVersion, heapLimitBytes } = process;
  const last = samples.at(-1);
  return {
    pid,
    threadId,
    name,
    nodeVersion,
    heapLimitBytes,
    peakRssBytes,
    peakHeapBytes,
    minorCollections: last?.minorCount ?? 0,
    majorCollections: last?.majorCount ?? 0,
    collectionNs: Math.round((last?.collectionMs ?? 0) * nsPerMs),
    sampleCount: samples.length,
  };
}

/** Curves of the largest processes; the names tell them apart when there is more than one. */
export function tracksOf(series: readonly ProcessSeries[], startMs: number, limitBytes: number): readonly TimelineTrack[] {
  const drawn = series.slice(0, drawnProcesses);
  return drawn.flatMap(({ process, samples }) => {
    const suffix = drawn.length === 1 ? '' : ` (${process.pid}${process.threadId === 0 ? '' : `, thread ${process.threadId}`})`;
    const track = (
      name: string,
      unit: TimelineTrack['unit'],
      valueOf: (sample: WatchSample, before: WatchSample | undefined) => number,
    ): TimelineTrack => ({
      name: name + suffix,
      unit,
      points: samples.map((sample, index) => ({
        timeNs: Math.max(0, Math.round((sample.timeMs - startMs) * nsPerMs)),
        value: valueOf(sample, samples[index - 1]),
      })),
    });
    return [
      track('RSS', 'bytes', ({ rss }) => rss),
      track('heap used', 'bytes', ({ heapUsed }) => heapUsed),
      track('heap after major collection', 'bytes', ({ heapAfterMajor }) => heapAfterMajor),
      track('external', 'bytes', ({ external }) => external),
      track('collecting', 'percent', collectingShare),
      track('pressure', 'percent', ({ rss, heapUsed }) => Math.max(rss / limitBytes, heapUsed / process.heapLimitBytes)),
    ];
  });
}

/** Share of the time since the sample before that went into garbage collection. */
export function collectingShare(sample: WatchSample, before: WatchSample | undefined): number {
  const elapsedMs = sample.timeMs - (before?.timeMs ?? sample.timeMs);
  return elapsedMs === 0 ? 0 : Math.min(1, (sample.collectionMs - (before?.collectionMs ?? 0)) / elapsedMs);
}
