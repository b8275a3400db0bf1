import type { BenchReport } from '@nsi/core/report';
import type { LinePoint } from '../chart/chart-data.ts';
import { comparisonRows, rowName } from '../report/bench/comparison-row.ts';
import type { ChartRequest } from './chart-request.ts';

/** Speed of every candidate against its baseline over several reports, the oldest first. Ratios of one run can be compared over machines. */
export function historyLine(reports: readonly BenchReport[]): ChartRequest<'line'> {
  const lines = new Map<string, LinePoint[]>();
  for (const [index, report] of reports.entries()) {
    for (const row of comparisonRows(report)) {
      const { ratio, interval } = row.comparison;
      const points = lines.get(rowName(row)) ?? [];
      points.push({ x: index + 1, y: 1 / ratio, low: 1 / interval[1], high: 1 / interval[0], label: labelOf(report) });
      lines.set(rowName(row), points);
    }
  }
  return {
    kind: 'line',
    data: [...lines].map(([name, points]) => ({ name, points })),
    options: { title: 'Speed across reports', unit: 'ratio', better: 'higher', label: 'speed against the baseline', xLabel: 'report' },
  };
}

function labelOf({ environment: { gitCommit }, createdAt }: BenchReport): string {
  return gitCommit?.slice(0, 7) ?? createdAt.slice(0, 10);
}
