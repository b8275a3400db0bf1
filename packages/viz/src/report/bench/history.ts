import type { BenchReport } from '@nsi/core/report';
import { renderFigure } from '../page/figure.ts';
import type { ReportSection } from '../report-section.ts';
import { comparisonRows, rowName } from './comparison-row.ts';

const maxLines = 12;

/** Speed of every candidate against its baseline over several reports, the oldest first: ratios of one run can be compared over machines, times cannot. */
export async function historySection(reports: readonly BenchReport[]): Promise<ReportSection | undefined> {
  const lines = new Map<string, { x: number; y: number; low: number; high: number; label: string }[]>();
  for (const [index, report] of reports.entries()) {
    for (const row of comparisonRows(report)) {
      const { ratio, interval } = row.comparison;
      const points = lines.get(rowName(row)) ?? [];
      points.push({ x: index + 1, y: 1 / ratio, low: 1 / interval[1], high: 1 / interval[0], label: labelOf(report) });
      lines.set(rowName(row), points);
    }
  }
  const drawn = [...lines].filter(([, points]) => points.length > 1).toSorted(([, a], [, b]) => spreadOf(b) - spreadOf(a));
  if (drawn.length === 0) return undefined;
  const body = await renderFigure({
    kind: 'line',
    width: 'full',
    data: drawn.slice(0, maxLines).map(([name, points]) => ({ name, points })),
    options: { unit: 'ratio', label: 'speed against the baseline', xLabel: 'report', better: 'higher', height: 320 },
    caption: 'Speed of the candidates against their baselines in each report. A step down is a loss.',
  });
  return {
    id: 'history',
    title: 'History',
    lead: `${reports.length} reports, the oldest first.${drawn.length > maxLines ? ` Drawn are the ${maxLines} of ${drawn.length} that moved most.` : ''}`,
    body,
  };
}

function labelOf({ environment: { gitCommit }, createdAt }: BenchReport): string {
  return gitCommit?.slice(0, 7) ?? createdAt.slice(0, 10);
}

function spreadOf(points: readonly { readonly y: number }[]): number {
  const speeds = points.map(({ y }) => Math.log(y));
  return Math.max(...speeds) - Math.min(...speeds);
}
