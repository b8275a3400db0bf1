import type { ProfileReport } from '@nsi/core/report';
import { formatValue } from '../../number-format/format-value.ts';
import { renderFacts } from '../page/environment-list.ts';
import { renderFigure } from '../page/figure.ts';
import { html } from '../page/html.ts';
import { renderTable } from '../page/table.ts';
import type { ReportSection } from '../report-section.ts';
import { curve } from './series-curve.ts';

const maxRows = 20;

/** Memory over time, the collector's work, and the lines that allocated most. */
export async function memorySection(report: ProfileReport): Promise<ReportSection | undefined> {
  const { series, collections, allocations = [], frames } = report;
  if (!series && !collections && allocations.length === 0) return undefined;
  const figure =
    series && series.timeNs.length > 1
      ? await renderFigure({
          kind: 'timeline',
          data: [
            curve('resident memory', series, series.rssBytes, 'bytes'),
            curve('heap in use', series, series.heapUsedBytes, 'bytes'),
            curve('outside the heap', series, series.externalBytes, 'bytes'),
            curve('collecting', series, series.gcNs, 'ns'),
          ],
          options: { xLabel: 'time' },
          caption: 'Memory, and the time spent collecting it. A heap whose lowest points rise keeps what it should let go.',
          width: 'full',
        })
      : undefined;
  return {
    id: 'memory',
    title: 'Memory',
    body: html`${figure}
    ${
      collections &&
      renderFacts([
        ['Minor collections', `${collections.minorCount.toLocaleString('en')} in ${formatValue(collections.minorNs, 'ns')}`],
        ['Major collections', `${collections.majorCount.toLocaleString('en')} in ${formatValue(collections.majorNs, 'ns')}`],
        ['Longest', formatValue(collections.longestNs, 'ns')],
      ])
    }
    ${
      allocations.length > 0 &&
      renderTable({
        caption: 'Lines by bytes allocated',
        columns: [
          { label: 'Allocated at' },
          { label: 'Function' },
          { label: 'Bytes', isNumeric: true },
          { label: 'Share', isNumeric: true },
        ],
        rows: allocations.slice(0, maxRows).map(({ frame, line, bytes, share }) => ({
          cells: [
            { content: html`<code>${frames[frame]?.file}:${line}</code>` },
            { content: html`<code>${frames[frame]?.name || '(anonymous)'}</code>` },
            { content: formatValue(bytes, 'bytes'), sortBy: bytes },
            { content: formatValue(share, 'percent'), sortBy: share },
          ],
        })),
      })
    }`,
  };
}
