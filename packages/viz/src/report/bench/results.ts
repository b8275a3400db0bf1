import type { BenchCase, BenchReport, BenchVariant } from '@nsi/core/report';
import { formatValue } from '../../number-format/format-value.ts';
import { html, type Html } from '../page/html.ts';
import { renderTable, type TableRow } from '../page/table.ts';
import type { ReportSection } from '../report-section.ts';
import { answerWords, boundsWords } from './change-words.ts';
import { basisWords, type ComparisonRow, comparisonRows, type Outcome, outcomeOf, paramWords } from './comparison-row.ts';
import { integrityWords } from './integrity-words.ts';
import { intervalGlyph, type SpeedAxis, speedAxis, speedAxisLabels } from './interval-glyph.ts';
import { verdictBadge } from './verdict-badge.ts';

const pairedRuns = 'Each row compares a candidate with its baseline in the same processes.';

/** The headline table: one row a comparison, the change in words first; cases that failed stand below with their reason. */
export function resultsSection(report: BenchReport, intro: string = pairedRuns): ReportSection {
  const rows = comparisonRows(report);
  const basis = sharedBasis(rows);
  const axis = speedAxis(rows.map(({ comparison }) => comparison.interval));
  const failed = report.cases.filter(({ status, comparisons }) => status !== 'ok' || comparisons.length === 0);
  const table = renderTable({
    caption: 'Every comparison: candidate against baseline',
    isStacked: true,
    className: 'results',
    columns: [
      { label: 'Case' },
      { label: 'Change', hint: 'Time of one call of the candidate against one call of the baseline' },
      { label: 'Interval', extra: speedAxisLabels(axis), isFixed: true },
      { label: 'Baseline', isNumeric: true, hint: 'Median time of one call' },
      { label: 'Candidate', isNumeric: true, hint: 'Median time of one call' },
      { label: 'Verdict' },
      { label: 'Output', hint: 'Whether the candidate returns what the baseline returns' },
    ],
    rows: [...rows.map((row) => resultRow(row, axis, basis)), ...failed.map((benchCase) => failedRow(benchCase))],
  });
  return {
    id: 'results',
    title: 'Results',
    lead: `${intro} The true change lies between the two bounds${
      basis === undefined ? '' : ` (${basis})`
    }; where they stand on both sides of 1×, the two cannot be told apart.`,
    body: html`${filterForm(rows)}${rows.length + failed.length === 0 ? html`<p class="empty">No case was run.</p>` : table}`,
  };
}

function resultRow(row: ComparisonRow, axis: SpeedAxis, basis: string | undefined): TableRow {
  const { case: benchCase, comparison, baseline, candidate } = row;
  const { ratio, interval, verdict, expectation } = comparison;
  const outcome = outcomeOf(row);
  const integrity = integrityWords(candidate?.integrity);
  return {
    search: searchWords(benchCase, `${comparison.candidate} ${comparison.baseline} ${outcome}`),
    verdict: outcome,
    cells: [
      { content: caseName(benchCase), sortBy: benchCase.id },
      {
        content: html`<b>${answerWords(verdict, ratio)}</b> <small>${boundsWords(verdict, ratio, interval)}</small> ${
            basis === undefined && html`<small>${basisWords(comparison)}</small>`
          }`,
        sortBy: ratio,
      },
      { content: intervalGlyph(axis, ratio, interval, outcome), className: 'cell-interval' },
      timeCell(baseline, comparison.baseline),
      timeCell(candidate, comparison.candidate),
      {
        content: html`${verdictBadge(outcome)}${moreForks(comparison.moreForks)}${expectation && html`<small>${expectation.holds ? 'as expected' : 'not as expected'}: ${expectation.text}</small>`}`,
        sortBy: verdictOrder.indexOf(outcome),
      },
      { content: html`<span class="output output--${integrity.kind}">${integrity.words}</span>`, sortBy: integrity.kind },
    ],
  };
}

function failedRow(benchCase: BenchCase): TableRow {
  const { failure, status } = benchCase;
  const reason =
    failure?.message ?? (status === 'interrupted' ? 'the run was interrupted before this case was measured' : 'nothing to compare');
  const heading = status === 'ok' ? 'not compared' : status;
  return {
    search: searchWords(benchCase, status),
    verdict: status,
    cells: [
      { content: caseName(benchCase), sortBy: benchCase.id },
      { content: html`<b>${heading}</b><small>${failure?.variant && html`${failure.variant}: `}${reason}</small>`, sortBy: heading },
      '',
      '',
      '',
      { content: html`<span class="badge badge--unsure">${heading}</span>`, sortBy: verdictOrder.length },
      { content: failure && html`<code>${failure.code}</code>` },
    ],
  };
}

const verdictOrder: readonly Outcome[] = ['wrong output', 'regression', 'improvement', 'no change', 'inconclusive'];

function caseName(benchCase: BenchCase): Html {
  return html`<span class="case" title="${benchCase.id}"
      ><bdi>${benchCase.category}/<wbr /><b>${benchCase.suite}</b></bdi></span
    >
    <small><bdi>${paramWords(benchCase)}</bdi></small>`;
}

function timeCell(variant: BenchVariant | undefined, name: string): { content: Html; sortBy: number } {
  const median = variant?.summary.median ?? Number.NaN;
  return {
    content: html`${formatValue(median, 'ns')}<small><bdi>${name}</bdi></small
      >${measureLines(variant)}`,
    sortBy: median,
  };
}

/** Figures beside time, such as the size of what the variant makes. */
function measureLines({ measures = [] }: Pick<BenchVariant, 'measures'> = {}): readonly Html[] {
  return measures.map(({ name, value, unit }) => html`<small class="measure">${formatValue(value, unit)} <bdi>${name}</bdi></small>`);
}

function moreForks(count: number | undefined): Html | undefined {
  return count === undefined ? undefined : html`<small>about ${count} more ${count === 1 ? 'process' : 'processes'} would decide</small>`;
}

/** What all comparisons rest on, when it is the same for all: said once instead of in each row. */
function sharedBasis(rows: readonly ComparisonRow[]): string | undefined {
  const all = new Set(rows.map(({ comparison }) => basisWords(comparison)));
  return all.size === 1 ? [...all][0] : undefined;
}

function searchWords({ id, category, suite, description = '' }: BenchCase, more: string): string {
  return `${id} ${category} ${suite} ${description} ${more}`.toLocaleLowerCase('en');
}

function filterForm(rows: readonly ComparisonRow[]): Html {
  const chips = verdictOrder
    .map((verdict) => ({ verdict, count: rows.filter((row) => outcomeOf(row) === verdict).length }))
    .filter(({ count }) => count > 0)
    .map(
      ({ verdict, count }) =>
        html`<button type="button" class="chip" data-choose="${verdict}" aria-pressed="false">${verdict} <span>${count}</span></button>`,
    );
  return html`<form class="filter" data-filter hidden>
    <label>Find a case <input type="search" autocomplete="off" spellcheck="false" /></label>
    <div class="chips" role="group" aria-label="Show one verdict">${chips}</div>
    <output aria-live="polite"></output>
  </form>`;
}
