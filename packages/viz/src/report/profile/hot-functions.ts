import type { ProfiledFunction, ProfileReport } from '@nsi/core/report';
import { formatValue } from '../../number-format/format-value.ts';
import { html, type Html } from '../page/html.ts';
import { renderTable } from '../page/table.ts';
import type { ReportSection } from '../report-section.ts';
import { functionTimes } from './function-times.ts';

const maxRows = 25;

/** The functions with the most self time: put right where the profiler did, else as the tree has them. */
export function hotFunctionsSection(report: ProfileReport): ReportSection | undefined {
  const { frames } = report;
  const functions: readonly ProfiledFunction[] = report.functions ?? functionTimes(report).map((time) => ({ ...time, lines: [] }));
  const busy = functions.filter(({ frame }) => frames[frame]?.category !== 'idle');
  const all = busy.reduce((sum, { self }) => sum + self, 0);
  if (all === 0) return undefined;
  const shown = busy.toSorted((a, b) => b.self - a.self).slice(0, maxRows);
  const hasCalls = shown.some(({ callCount }) => callCount !== undefined);
  const isInlined = shown.some(({ inlinedInto = [], unresolved = 0 }) => inlinedInto.length > 0 || unresolved > 0);
  return {
    id: 'hot-functions',
    title: 'Hot functions',
    lead: `Shares of the samples in which the program was not idle. Self is the function alone, total includes what it calls.${
      isInlined
        ? ' V8 had put some of them into their callers; their samples are put right by line, and what cannot be told is marked.'
        : ''
    }`,
    body: renderTable({
      caption: 'Functions by self time',
      columns: [
        { label: 'Function' },
        { label: 'Where' },
        { label: 'Kind' },
        { label: 'Self', isNumeric: true },
        { label: 'Total', isNumeric: true },
        ...(hasCalls ? [{ label: 'Calls', isNumeric: true }] : []),
      ],
      rows: shown.map((time) => ({ cells: cellsOf(time, report, all, hasCalls) })),
    }),
  };
}

function cellsOf(
  { frame, self, total, callCount, inlinedInto = [], unresolved = 0 }: ProfiledFunction,
  { frames }: ProfileReport,
  all: number,
  hasCalls: boolean,
): ({ readonly content: Html | string; readonly sortBy?: number } | string)[] {
  const { name, file, line, category } = frames[frame] ?? { name: '?', file: '', line: 0, category: 'native' };
  const callers = inlinedInto.map((index) => frames[index]?.name || '(anonymous)').join(', ');
  return [
    {
      content: html`<code>${name || '(anonymous)'}</code>${callers !== '' && html` <small>inlined into ${callers}</small>`}${
          unresolved > 0 && html` <small>${formatValue(unresolved / all, 'percent')} of it inlined functions, unresolved</small>`
        }`,
    },
    { content: html`<code>${line > 0 ? `${file}:${line}` : file}</code>` },
    category,
    { content: formatValue(self / all, 'percent'), sortBy: self },
    { content: formatValue(Math.min(1, total / all), 'percent'), sortBy: total },
    ...(hasCalls ? [callCount === undefined ? '' : { content: callCount.toLocaleString('en'), sortBy: callCount }] : []),
  ];
}
