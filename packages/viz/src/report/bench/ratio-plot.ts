import type { BenchReport } from '@nsi/core/report';
import { renderFigure } from '../page/figure.ts';
import type { ReportSection } from '../report-section.ts';
import { comparisonRows, outcomeOf, rowName } from './comparison-row.ts';
import { verdictWords } from './verdict-badge.ts';

/** Every comparison on one axis, largest gain first. */
export async function ratioPlotSection(report: BenchReport): Promise<ReportSection | undefined> {
  const rows = comparisonRows(report);
  if (rows.length === 0) return undefined;
  const body = await renderFigure({
    kind: 'ratio',
    width: 'full',
    data: rows.map((row) => {
      const { ratio, interval } = row.comparison;
      return { name: rowName(row), ratio: 1 / ratio, low: 1 / interval[1], high: 1 / interval[0], verdict: verdictWords[outcomeOf(row)] };
    }),
    options: { unit: 'ratio', better: 'higher', order: 'value', label: 'speed of the candidate, baseline = 1×' },
    caption: 'Speed of every candidate against its baseline, with its confidence interval. To the right of 1× the candidate is faster.',
  });
  return {
    id: 'ratios',
    title: 'How much faster',
    lead: 'The point is the estimate, the bar the interval that holds the true ratio. A short bar away from 1× is a sure result; a bar across 1× is none.',
    body,
  };
}
