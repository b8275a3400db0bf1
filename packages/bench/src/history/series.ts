import { type ChangePoint, changePoints } from '../stats/change-points.ts';
import { benchmarkName } from '../format/benchmark-name.ts';
import type { HistoryEntry } from './history-entry.ts';

/** The times of one benchmark on one machine, the oldest first. */
export interface HistorySeries {
  readonly name: string;
  readonly machine: string;
  readonly points: readonly { readonly commit: string; readonly createdAt: string; readonly timeNs: number }[];
}

/** A commit with which a benchmark went to another level and stayed there. */
export interface HistoryChange {
  readonly name: string;
  readonly machine: string;
  readonly commit: string;
  /** The last commit of the level before. */
  readonly previousCommit: string;
  readonly createdAt: string;
  /** Time after over time before. */
  readonly ratio: number;
  readonly pValue: number;
  /** Whether no later change followed. */
  readonly isLatest: boolean;
}

/** Changes smaller than this are not told. */
const leastRatio = 1.01;

/** Series of all benchmarks in a history; machines are kept apart, since their times cannot be compared. */
export function seriesOf(entries: readonly HistoryEntry[], filter: (name: string) => boolean = () => true): HistorySeries[] {
  const series = new Map<string, { name: string; machine: string; points: { commit: string; createdAt: string; timeNs: number }[] }>();
  for (const { figures, machine, commit, createdAt } of entries) {
    for (const { caseId, variant, timeNs } of figures) {
      const name = benchmarkName(caseId, variant);
      if (!filter(name)) continue;
      const key = JSON.stringify([name, machine]);
      const known = series.get(key) ?? { name, machine, points: [] };
      known.points.push({ commit, createdAt, timeNs });
      series.set(key, known);
    }
  }
  return [...series.values()];
}

/** Where the series changed: rank statistics that one bad night does not move. The chance of a false change is `alpha` a series. */
export function changesOf({ name, machine, points }: HistorySeries, alpha = 0.01): HistoryChange[] {
  const changes = changePoints(
    points.map(({ timeNs }) => timeNs),
    { alpha },
  ).filter(({ ratio }) => Math.max(ratio, 1 / ratio) >= leastRatio);
  return changes.flatMap((change: ChangePoint, order) => {
    const [at, before] = [points[change.index], points[change.index - 1]];
    if (!at || !before) return [];
    const { commit, createdAt } = at;
    return [
      {
        name,
        machine,
        commit,
        previousCommit: before.commit,
        createdAt,
        ratio: change.ratio,
        pValue: change.pValue,
        isLatest: order === changes.length - 1,
      },
    ];
  });
}
