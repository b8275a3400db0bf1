import type { BenchCase, BenchReport } from '@nsi/core/report';
import { formatValue } from '../../number-format/format-value.ts';
import { renderFigure } from '../page/figure.ts';
import { html, type Html } from '../page/html.ts';
import { renderTable } from '../page/table.ts';
import type { ReportSection } from '../report-section.ts';
import { callSamples, thinned } from './call-samples.ts';
import { answerWords } from './change-words.ts';
import { paramWords } from './comparison-row.ts';
import { drawnCases, strongest } from './drawn-cases.ts';

const maxDrawnCases = 5;
const maxDrawnSamples = 4000;
const plotHeight = 150;

/** The raw samples: how spread out they are and whether the variants overlap. Drawn for the cases that changed most, tabled for all. */
export async function distributionsSection(report: BenchReport): Promise<ReportSection | undefined> {
  const drawn = drawnCases(report, maxDrawnCases);
  if (drawn.length === 0) return undefined;
  const cases = await Promise.all(drawn.map((benchCase, index) => caseDistribution(benchCase, index < 2)));
  return {
    id: 'distributions',
    title: 'Distributions',
    lead: `Every measured block, as the time of one call. Two humps apart are a real difference; a long tail is interference or garbage collection.${
      drawn.length < report.cases.length
        ? ` Drawn for the ${drawn.length} most telling of ${report.cases.length} cases; the table below has all.`
        : ''
    }`,
    body: html`${cases}${quantileTable(report)}`,
  };
}

async function caseDistribution(benchCase: BenchCase, isOpen: boolean): Promise<Html> {
  const sets = benchCase.variants
    .map((variant) => ({ name: variant.name, samples: callSamples(variant) }))
    .filter(({ samples }) => samples.length > 0);
  const figures = await Promise.all([
    renderFigure({
      kind: 'density',
      width: 'half',
      data: sets.map(({ name, samples }) => ({ name, samples: thinned(samples, maxDrawnSamples) })),
      options: { unit: 'ns', label: 'time of one call', height: plotHeight },
      caption: 'How often each time was measured. The line is the median.',
    }),
    renderFigure({
      kind: 'ecdf',
      width: 'half',
      data: sets.map(({ name, samples }) => ({ name, samples: thinned(samples, maxDrawnSamples) })),
      options: { unit: 'ns', label: 'time of one call', height: plotHeight },
      caption: 'Share of the samples that took at most so long. Further left is faster.',
    }),
  ]);
  const change = strongest(benchCase);
  const words = `${benchCase.id} ${benchCase.variants.map(({ name }) => name).join(' ')}`.toLocaleLowerCase('en');
  return html`<details class="case-panel" data-search="${words}" ${isOpen && html` open`}>
    <summary>
      <span
        ><bdi>${benchCase.category}/<b>${benchCase.suite}</b></bdi> <small><bdi>${paramWords(benchCase)}</bdi></small></span
      >${change && html`<span class="change"><bdi>${change.candidate}</bdi> <b>${answerWords(change.verdict, change.ratio)}</b></span>`}
    </summary>
    ${benchCase.description && html`<p>${benchCase.description}</p>`}
    <div class="pair">${figures}</div>
  </details> `;
}

function quantileTable({ cases }: BenchReport): Html {
  const table = renderTable({
    caption: 'Time of one call: quantiles of every variant',
    columns: [
      { label: 'Case' },
      { label: 'Variant' },
      ...['Minimum', '10 %', 'Median', '90 %', '95 %', '99 %'].map((label) => ({ label, isNumeric: true })),
      { label: 'MAD', isNumeric: true, hint: 'Median absolute deviation from the median' },
      { label: 'Samples', isNumeric: true },
    ],
    rows: cases.flatMap(({ id, variants }) =>
      variants.map(({ name, summary: { min, p10, median, p90, p95, p99, mad, sampleCount } }) => ({
        search: `${id} ${name}`.toLocaleLowerCase('en'),
        cells: [
          { content: html`<bdi>${id}</bdi>` },
          { content: html`<bdi>${name}</bdi>` },
          ...[min, p10, median, p90, p95, p99, mad].map((value) => ({ content: formatValue(value, 'ns'), sortBy: value })),
          { content: sampleCount.toLocaleString('en'), sortBy: sampleCount },
        ],
      })),
    ),
  });
  return html`<details class="part">
    <summary>All distributions in numbers</summary>
    ${table}
  </details>`;
}
