import type { ProfileReport, Wait } from '@nsi/core/report';
import { formatValue } from '../../number-format/format-value.ts';
import { html, type Html } from '../page/html.ts';
import { renderTable } from '../page/table.ts';
import type { ReportSection } from '../report-section.ts';

const maxRows = 20;
const kindWords: Readonly<Record<Wait['kind'], string>> = Object.freeze({
  socket: 'answers',
  connect: 'connecting',
  handshake: 'TLS handshakes',
  lookup: 'name lookup',
  file: 'files',
  timer: 'timers',
  query: 'queries',
  acquire: 'a free connection',
  pool: 'the thread pool',
});

/** What the program waited for, and how much of it one after the other. */
export function waitingSection({ waits = [], summary: { wallNs } }: ProfileReport): ReportSection | undefined {
  if (waits.length === 0) return undefined;
  return {
    id: 'waiting',
    title: 'Waiting',
    lead: 'Time between asking and the first answer, summed: waits side by side count each. A chain is a row of waits of which each began when the one before had ended; what is in chains could have been asked for at once.',
    body: renderTable({
      caption: 'Waits by time',
      columns: [
        { label: 'For' },
        { label: 'Waits', isNumeric: true },
        { label: 'Time', isNumeric: true },
        { label: 'Median', isNumeric: true },
        { label: 'p95', isNumeric: true },
        { label: 'Longest chain', isNumeric: true },
        { label: 'In chains', isNumeric: true, hint: 'Share of the elapsed time' },
        { label: 'Began at' },
      ],
      rows: waits.slice(0, maxRows).map((wait) => ({ cells: cellsOf(wait, wallNs) })),
    }),
  };
}

function cellsOf(
  { kind, peer, count, ns, medianNs, p95Ns, chainLength, chainedNs, places = [] }: Wait,
  wallNs: number,
): {
  readonly content: Html | string;
  readonly sortBy?: number;
}[] {
  const time = (value: number | undefined): { readonly content: string; readonly sortBy?: number } =>
    value === undefined ? { content: '' } : { content: formatValue(value, 'ns'), sortBy: value };
  const [place] = places;
  return [
    { content: html`${kindWords[kind]} <code>${peer}</code>` },
    { content: count.toLocaleString('en'), sortBy: count },
    time(ns),
    time(medianNs),
    time(p95Ns),
    chainLength === undefined ? { content: '' } : { content: chainLength.toLocaleString('en'), sortBy: chainLength },
    chainedNs === undefined || wallNs === 0 ? { content: '' } : { content: formatValue(chainedNs / wallNs, 'percent'), sortBy: chainedNs },
    { content: place ? html`<code>${place.file}${place.line !== undefined && `:${place.line}`}</code>` : '' },
  ];
}
