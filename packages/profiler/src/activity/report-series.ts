import type { ProfileSeries } from '@nsi/core/report';
import type { RawSegment } from '../collector/raw-profile.ts';
import type { MergedProfile, ThreadProfile } from '../tree/merge-threads.ts';

/**
 * The rows of one thread as columns. Utilization is that of the samples where their order is known: the signals of V8's sampler interrupt
 * the event loop's waiting, and what Node.js tells of it is then too high.
 */
export function reportSeries(thread: ThreadProfile, merged: MergedProfile): ProfileSeries {
  const { series } = (thread.segments.at(-1) as RawSegment).activity;
  const sampled = sampledUtilization(
    series.map(([timeMs = 0]) => timeMs),
    thread,
    merged,
  );
  const column = (index: number, scale = 1): number[] => series.map((row) => (row[index] ?? 0) * scale);
  return {
    timeNs: column(0, 1e6),
    eventLoopUtilization: series.map((row, index) => sampled[index] ?? row[1] ?? 0),
    delayNs: column(2, 1e6),
    rssBytes: column(3),
    heapUsedBytes: column(4),
    externalBytes: column(5),
    gcNs: column(6, 1e6),
    cpuNs: column(7, 1e6),
    poolProbeNs: column(8, 1e6),
    timerCount: column(9),
  };
}

/** Share of busy samples before each row and after the one before; `undefined` where there are none. */
function sampledUtilization(
  timesMs: readonly number[],
  { segments }: ThreadProfile,
  { callTree, frames, rowsById }: MergedProfile,
): readonly (number | undefined)[] {
  const busy = timesMs.map(() => 0);
  const all = timesMs.map(() => 0);
  let atMs = 0;
  let row = 0;
  for (const segment of segments) {
    const { samples = [], timeDeltas = [], startTime, endTime } = segment.cpu ?? { startTime: 0, endTime: 0 };
    const rows = rowsById.get(segment);
    const endMs = atMs + (endTime - startTime) / 1000;
    for (const [index, id] of samples.entries()) {
      atMs += (timeDeltas[index] ?? 0) / 1000;
      while (row < timesMs.length && (timesMs[row] as number) < atMs) row++;
      if (row === timesMs.length) break;
      all[row] = (all[row] as number) + 1;
      if (frames[callTree.frame[rows?.get(id) ?? 0] as number]?.category !== 'idle') busy[row] = (busy[row] as number) + 1;
    }
    atMs = endMs;
  }
  return all.map((count, index) => (count === 0 ? undefined : (busy[index] as number) / count));
}
