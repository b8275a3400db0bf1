import type { ProfileReport } from '@nsi/core/report';
import { formatValue } from '../../number-format/format-value.ts';
import { html } from '../page/html.ts';
import { renderTable } from '../page/table.ts';
import type { ReportSection } from '../report-section.ts';

const maxRows = 20;

/** The lines of the program and its packages on which most samples fell. */
export function hotLinesSection({ functions = [], frames, summary }: ProfileReport): ReportSection | undefined {
  const all = summary.busySampleCount ?? functions.reduce((sum, { self }) => sum + self, 0);
  const lines = functions
    .flatMap(({ frame, lines: own }) => own.map(([line, samples]) => ({ frame, line, samples })))
    .filter(({ frame }) => frames[frame]?.category === 'app' || frames[frame]?.category === 'dependency')
    .toSorted((a, b) => b.samples - a.samples)
    .slice(0, maxRows);
  if (lines.length === 0 || all === 0) return undefined;
  return {
    id: 'hot-lines',
    title: 'Hot lines',
    lead: 'Work of built-in functions, such as JSON.parse or sort, counts for the line that calls them.',
    body: renderTable({
      caption: 'Lines by samples',
      columns: [{ label: 'Line' }, { label: 'Function' }, { label: 'Samples', isNumeric: true }, { label: 'Share', isNumeric: true }],
      rows: lines.map(({ frame, line, samples }) => ({
        cells: [
          { content: html`<code>${frames[frame]?.file}:${line}</code>` },
          { content: html`<code>${frames[frame]?.name || '(anonymous)'}</code>` },
          { content: samples.toLocaleString('en'), sortBy: samples },
          { content: formatValue(samples / all, 'percent'), sortBy: samples },
        ],
      })),
    }),
  };
}
