import { check } from '@nsi/core';
import type { BenchReport } from '@nsi/core/report';
import * as v from 'valibot';

/** What is kept of one run: a figure for each benchmark, without samples. */
export interface HistoryEntry {
  readonly kind: 'nsi.bench.history';
  readonly schemaVersion: 1;
  /** ISO 8601, UTC: entries are in this order. */
  readonly createdAt: string;
  readonly commit: string;
  /** Series of another machine or Node are kept apart. */
  readonly machine: string;
  readonly figures: readonly HistoryFigure[];
}

/** What a history keeps of one variant in one case. */
export interface HistoryFigure {
  readonly caseId: string;
  readonly variant: string;
  /** Nanoseconds of one call: the 10 % quantile, which a busy machine moves least. */
  readonly timeNs: number;
  readonly allocatedBytes?: number;
}

const figure = v.object({
  caseId: v.string(),
  variant: v.string(),
  timeNs: v.pipe(v.number(), v.finite(), v.minValue(0)),
  allocatedBytes: v.exactOptional(v.pipe(v.number(), v.minValue(0))),
});

const entry = v.object({
  kind: v.literal('nsi.bench.history'),
  schemaVersion: v.literal(1),
  createdAt: v.pipe(v.string(), v.isoTimestamp()),
  commit: v.pipe(v.string(), v.maxLength(200)),
  machine: v.string(),
  figures: v.array(figure),
});

/** The entry in a JSON value from a store. Throws `NSI_BENCH_HISTORY` when it is none; `origin` names its place. */
export function parseHistoryEntry(value: unknown, origin: string): HistoryEntry {
  return check(entry, value, { code: 'NSI_BENCH_HISTORY', origin });
}

/** What a history keeps of a report. Cases that failed leave no figure. */
export function historyEntryOf(report: BenchReport, commit: string | undefined): HistoryEntry {
  const { environment, createdAt, cases } = report;
  return {
    kind: 'nsi.bench.history',
    schemaVersion: 1,
    createdAt,
    commit: commit ?? environment.gitCommit ?? 'unknown',
    machine: `${environment.cpuModel}, ${environment.cores} cores, Node ${environment.node.replace(/^v/, '').split('.', 1)[0] ?? ''}`,
    figures: cases
      .filter(({ status }) => status === 'ok')
      .flatMap(({ id, variants }) =>
        variants
          .filter(({ summary }) => Number.isFinite(summary.p10))
          .map(({ name, summary, resources: { allocatedBytes } }) => ({
            caseId: id,
            variant: name,
            timeNs: summary.p10,
            ...(allocatedBytes === undefined ? {} : { allocatedBytes }),
          })),
      ),
  };
}
