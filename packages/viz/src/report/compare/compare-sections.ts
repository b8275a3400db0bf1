import type { BenchReport } from '@nsi/core/report';
import { drawnCases } from '../bench/drawn-cases.ts';
import { ratioPlotSection } from '../bench/ratio-plot.ts';
import { resultsSection } from '../bench/results.ts';
import { environmentFacts } from '../page/environment-list.ts';
import { renderFigure } from '../page/figure.ts';
import { html, type Html } from '../page/html.ts';
import { dateWords } from '../page/masthead.ts';
import { renderTable } from '../page/table.ts';
import type { ReportSection } from '../report-section.ts';
import type { BeforeAfter } from './before-after-report.ts';

const maxSlopes = 12;

/** The chapters of a before / after report. */
export async function compareSections(pair: BeforeAfter, before: BenchReport, after: BenchReport): Promise<readonly ReportSection[]> {
  const [ratios, slopes] = await Promise.all([ratioPlotSection(pair.report), slopeSection(pair)]);
  const sections = [
    resultsSection(pair.report, `${weakness} Each row compares one variant in the second report with the same variant in the first.`),
    ratios,
    slopes,
    originsSection(pair, before, after),
  ];
  return sections.filter((section) => section !== undefined);
}

const weakness =
  'The two reports come from different runs, so whatever else changed between them is in these ratios too. To judge a change of the code, measure both versions in the same processes: nsi bench compare-ref.';

async function slopeSection({ report }: BeforeAfter): Promise<ReportSection | undefined> {
  const cases = drawnCases(report, maxSlopes);
  if (cases.length === 0) return undefined;
  const body = await renderFigure({
    kind: 'slope',
    width: 'full',
    data: cases.map(({ id, variants }) => ({
      name: id,
      before: variants[0]?.summary.median ?? Number.NaN,
      after: variants[1]?.summary.median ?? Number.NaN,
    })),
    options: { unit: 'ns', label: 'median time of one call', better: 'lower', scale: 'auto', height: 380 },
    caption: 'Median time of one call in both reports. A line that falls got faster.',
  });
  return {
    id: 'slopes',
    title: 'Before and after',
    lead: cases.length < report.cases.length ? `The ${cases.length} most telling of ${report.cases.length} variants.` : 'Every variant.',
    body,
  };
}

function originsSection({ onlyBefore, onlyAfter }: BeforeAfter, before: BenchReport, after: BenchReport): ReportSection {
  const [earlier, later] = [before, after].map((report) => new Map(environmentFacts(report.environment)));
  const labels = [...new Set([...(earlier?.keys() ?? []), ...(later?.keys() ?? [])])];
  const table = renderTable({
    caption: 'The environments of the two reports',
    columns: ['Fact', 'Before', 'After'].map((label) => ({ label, isFixed: true })),
    rows: [
      { cells: [{ content: 'Made' }, { content: dateWords(before.createdAt) }, { content: dateWords(after.createdAt) }] },
      ...labels.map((label) => ({
        cells: [{ content: label }, { content: earlier?.get(label) ?? '–' }, { content: later?.get(label) ?? '–' }],
      })),
    ],
  });
  return {
    id: 'environment',
    title: 'Environments',
    body: html`${table}${nameList('Only in the first report', onlyBefore)}${nameList('Only in the second report', onlyAfter)}`,
  };
}

function nameList(title: string, names: readonly string[]): Html | undefined {
  if (names.length === 0) return undefined;
  return html`<details class="part">
    <summary>${title}: ${names.length}</summary>
    <ul>
      ${names.map((name) => html`<li><bdi>${name}</bdi></li>`)}
    </ul>
  </details>`;
}
