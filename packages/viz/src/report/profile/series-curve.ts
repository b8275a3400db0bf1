import type { ProfileSeries } from '@nsi/core/report';
import type { CurveTrack } from '../../chart/chart-data.ts';

/** One column of the series as a track of a timeline. */
export function curve(name: string, { timeNs }: ProfileSeries, values: readonly number[], unit: string): CurveTrack {
  return { name, unit, points: timeNs.map((at, row) => ({ timeNs: at, value: values[row] ?? Number.NaN })) };
}
