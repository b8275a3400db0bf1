import type { ProfileSeries } from '@nsi/core/report';
import type { RawActivity } from '../collector/raw-profile.ts';

/** The rows of one thread as columns. */
export function reportSeries({ series }: RawActivity): ProfileSeries {
  const column = (index: number, scale = 1): number[] => series.map((row) => (row[index] ?? 0) * scale);
  return {
    timeNs: column(0, 1e6),
    eventLoopUtilization: column(1),
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
