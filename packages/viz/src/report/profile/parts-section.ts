import type { ProfileReport } from '@nsi/core/report';
import { formatValue } from '../../number-format/format-value.ts';
import { html, type Html } from '../page/html.ts';
import { renderTable } from '../page/table.ts';
import type { ReportSection } from '../report-section.ts';

const maxRows = 20;

/** What the program named, counted, loaded and ran on: spans, calls of Node.js, packages and threads. */
export function partsSection(report: ProfileReport): ReportSection | undefined {
  const tables = [spansTable(report), countersTable(report), packagesTable(report), threadsTable(report)].filter(
    (table) => table !== undefined,
  );
  return tables.length === 0 ? undefined : { id: 'parts', title: 'Calls and parts', body: html`${tables}` };
}

function spansTable({ spans = [] }: ProfileReport): Html | undefined {
  if (spans.length === 0) return undefined;
  return named(
    'Spans of the program',
    renderTable({
      caption: 'Names that timedFunction and measureTime gave',
      columns: [{ label: 'Span' }, ...numeric('Count', 'Time', 'Mean', 'Longest', 'Errors')],
      rows: spans.slice(0, maxRows).map(({ name, count, ns, maxNs, errorCount }) => ({
        cells: [name, counted(count), timed(ns), timed(count === 0 ? 0 : ns / count), timed(maxNs), counted(errorCount)],
      })),
    }),
  );
}

function countersTable({ counters = [] }: ProfileReport): Html | undefined {
  if (counters.length === 0) return undefined;
  return named(
    'Calls of Node.js',
    renderTable({
      caption: 'Counted calls; times and bytes are of a sample of them, scaled up',
      columns: [{ label: 'Call' }, ...numeric('Count', 'Time', 'Longest', 'Bytes', 'Repeats'), { label: 'Most from' }],
      rows: counters.slice(0, maxRows).map(({ name, count, ns, longestNs, bytes, repeatCount, places: [place] }) => ({
        cells: [
          { content: html`<code>${name}</code>` },
          counted(count),
          timed(ns),
          timed(longestNs),
          { content: bytes > 0 ? formatValue(bytes, 'bytes') : '', sortBy: bytes },
          repeatCount === undefined ? { content: '' } : counted(repeatCount),
          { content: place ? html`<code>${place.file}${place.line !== undefined && `:${place.line}`}</code>` : '' },
        ],
      })),
    }),
  );
}

function packagesTable({ packages = [] }: ProfileReport): Html | undefined {
  if (packages.length === 0) return undefined;
  return named(
    'Packages by loading time',
    renderTable({
      caption: 'Packages by the samples of their loading',
      columns: [{ label: 'Package' }, ...numeric('Files', 'Samples')],
      rows: packages.slice(0, maxRows).map(({ name, fileCount, samples }) => ({ cells: [name, counted(fileCount), counted(samples)] })),
    }),
  );
}

function threadsTable({ threads = [] }: ProfileReport): Html | undefined {
  if (threads.length < 2) return undefined;
  return named(
    'Processes and threads',
    renderTable({
      caption: 'Processes and threads by busy samples',
      columns: [{ label: 'Script' }, { label: 'Process' }, ...numeric('Busy samples', 'Loop busy', 'Elapsed')],
      rows: threads.map(({ name, pid, threadId, busySampleCount, eventLoopUtilization, wallNs }) => ({
        cells: [
          { content: html`<code>${name}</code>` },
          threadId === 0 ? String(pid) : `${pid}, thread ${threadId}`,
          counted(busySampleCount),
          { content: formatValue(eventLoopUtilization, 'percent'), sortBy: eventLoopUtilization },
          timed(wallNs),
        ],
      })),
    }),
  );
}

function named(title: string, table: Html): Html {
  return html`<h3 class="part-title">${title}</h3>
    ${table}`;
}

function numeric(...labels: readonly string[]): { readonly label: string; readonly isNumeric: true }[] {
  return labels.map((label) => ({ label, isNumeric: true }));
}

function counted(count: number): { readonly content: string; readonly sortBy: number } {
  return { content: count.toLocaleString('en'), sortBy: count };
}

function timed(ns: number): { readonly content: string; readonly sortBy: number } {
  return { content: formatValue(ns, 'ns'), sortBy: ns };
}
