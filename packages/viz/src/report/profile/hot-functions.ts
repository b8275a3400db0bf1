import type { ProfileReport } from '@nsi/core/report';
import { formatValue } from '../../number-format/format-value.ts';
import { html } from '../page/html.ts';
import { renderTable } from '../page/table.ts';
import type { ReportSection } from '../report-section.ts';

const maxRows = 25;

/** The functions with the most self time. */
export function hotFunctionsSection(report: ProfileReport): ReportSection | undefined {
  const { frames } = report;
  const times = functionTimes(report);
  const busy = times.filter(({ frame }) => frames[frame]?.category !== 'idle');
  const all = busy.reduce((sum, { self }) => sum + self, 0);
  if (all === 0) return undefined;
  const shown = busy.toSorted((a, b) => b.self - a.self).slice(0, maxRows);
  return {
    id: 'hot-functions',
    title: 'Hot functions',
    lead: 'Shares of the samples in which the program was not idle. Self is the function alone, total includes what it calls.',
    body: renderTable({
      caption: 'Functions by self time',
      columns: [
        { label: 'Function' },
        { label: 'Where' },
        { label: 'Kind' },
        { label: 'Self', isNumeric: true },
        { label: 'Total', isNumeric: true },
      ],
      rows: shown.map(({ frame, self, total }) => {
        const { name, file, line, category } = frames[frame] ?? { name: '?', file: '', line: 0, category: 'native' };
        return {
          cells: [
            { content: html`<code>${name || '(anonymous)'}</code>` },
            { content: html`<code>${line > 0 ? `${file}:${line}` : file}</code>` },
            category,
            { content: formatValue(self / all, 'percent'), sortBy: self },
            { content: formatValue(Math.min(1, total / all), 'percent'), sortBy: total },
          ],
        };
      }),
    }),
  };
}

interface FunctionTime {
  readonly frame: number;
  self: number;
  total: number;
}

/** Samples of every function: `self` summed over its nodes, `total` over those that no caller above repeats. */
export function functionTimes({ callTree: { parent, frame, self, total } }: Pick<ProfileReport, 'callTree'>): readonly FunctionTime[] {
  const times = new Map<number, FunctionTime>();
  for (const [row, index] of frame.entries()) {
    const time = times.get(index) ?? { frame: index, self: 0, total: 0 };
    time.self += self[row] ?? 0;
    if (!isBelowItself(row, parent, frame)) time.total += total[row] ?? 0;
    times.set(index, time);
  }
  return [...times.values()];
}

/** Walks to the root; a parent's row is always smaller than its child's, so this ends. */
function isBelowItself(row: number, parent: readonly number[], frame: readonly number[]): boolean {
  for (let above = parent[row] ?? -1; above >= 0; above = parent[above] ?? -1) if (frame[above] === frame[row]) return true;
  return false;
}
