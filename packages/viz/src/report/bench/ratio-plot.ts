import type { BenchReport } from '@nsi/core/report';
import { renderFigure } from '../page/figure.ts';
import { html, type Html } from '../page/html.ts';
import type { ReportSection } from '../report-section.ts';
import { answerWords } from './change-words.ts';
import { type ComparisonRow, comparisonRows, outcomeOf, rowName } from './comparison-row.ts';
import { intervalGlyph, speedAxis } from './interval-glyph.ts';
import { verdictWords } from './verdict-badge.ts';

/** Every comparison on one axis, largest gain first. */
export async function ratioPlotSection(report: BenchReport): Promise<ReportSection | undefined> {
  const rows = comparisonRows(report);
  if (rows.length === 0) return undefined;
  const body = await renderFigure({
    kind: 'ratio',
    width: 'full',
    narrow: ratioList(rows),
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

/** The same for a phone, where a chart would have no room for names: each name stands above its interval. */
function ratioList(rows: readonly ComparisonRow[]): Html {
  const axis = { ...speedAxis(rows.map(({ comparison }) => comparison.interval)), ticks: [1] };
  const ordered = rows.toSorted((a, b) => a.comparison.ratio - b.comparison.ratio);
  const entries = ordered.map((row) => {
    const { ratio, interval } = row.comparison;
    const outcome = outcomeOf(row);
    return html`<li>
      <bdi>${rowName(row)}</bdi> <b>${outcome === 'wrong output' ? outcome : answerWords(outcome, ratio)}</b>
      ${intervalGlyph(axis, ratio, interval, outcome)}
    </li>`;
  });
  return html`<ol class="ratio-list">
    ${entries}
  </ol>`;
}
