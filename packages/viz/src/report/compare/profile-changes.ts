import type { ProfileReport } from '@nsi/core/report';
import { flameMarkup } from '../../flame-graph/flame-markup.ts';
import { flameDifference } from '../../flame-graph/flame-tree.ts';
import { formatValue } from '../../number-format/format-value.ts';
import { renderFacts } from '../page/environment-list.ts';
import { html } from '../page/html.ts';
import { dateWords, type Masthead } from '../page/masthead.ts';
import { renderTable } from '../page/table.ts';
import { functionTimes } from '../profile/function-times.ts';
import type { ReportSection } from '../report-section.ts';

const maxRows = 25;

/** The answer of two profiles of one program. One run each: it says what was seen, and gives no verdict on speed. */
export function profileChangeMasthead(before: ProfileReport, after: ProfileReport): Masthead {
  const [from, to] = [before.summary.cpuNs, after.summary.cpuNs];
  return {
    eyebrow: ['Two profiles', dateWords(before.createdAt), dateWords(after.createdAt)],
    title: 'Before and after',
    verdict: changeWords(from, to),
    qualification: 'One run of each: whether it is faster, and by how much, `nsi-bench cmd` can tell.',
  };
}

function changeWords(from: number, to: number): string {
  const times = to > from ? to / from : from / to;
  const factor = Number.isFinite(times) && times >= 1.05 ? `, by a factor of ${formatValue(times, 'number')}` : '';
  const verb = factor === '' ? 'went' : to > from ? 'rose' : 'fell';
  return `CPU time ${verb} from ${formatValue(from, 'ns')} to ${formatValue(to, 'ns')}${factor}.`;
}

/** What changed: findings that are gone and new, who takes more and less, and both call trees as one. */
export function profileChangeSections(before: ProfileReport, after: ProfileReport): readonly ReportSection[] {
  return [
    { id: 'changes', title: 'What changed', body: html`${facts(before, after)} ${changedFunctions(before, after)}` },
    {
      id: 'difference',
      title: 'Both call trees',
      lead: 'Each bar is as wide as the larger of its two shares. Both runs are drawn as if they had the same number of samples.',
      body: flameMarkup(flameDifference(before, after), 'Flame graph of the difference'),
      scripts: ['flame graph'],
    },
  ];
}

function facts(before: ProfileReport, after: ProfileReport): ReturnType<typeof renderFacts> {
  const both = (read: (summary: ProfileReport['summary']) => string): string => `${read(before.summary)} → ${read(after.summary)}`;
  const ids = (report: ProfileReport): readonly string[] => report.findings.map(({ id }) => id);
  const only = (these: readonly string[], others: readonly string[]): string =>
    these.filter((id) => !others.includes(id)).join(', ') || 'none';
  return renderFacts([
    ['Elapsed', both(({ wallNs }) => formatValue(wallNs, 'ns'))],
    ['CPU', both(({ cpuNs }) => formatValue(cpuNs, 'ns'))],
    ['Garbage collection', both(({ gcNs }) => formatValue(gcNs, 'ns'))],
    ['Event loop busy', both(({ eventLoopUtilization }) => formatValue(eventLoopUtilization, 'percent'))],
    ['Findings that are gone', only(ids(before), ids(after))],
    ['New findings', only(ids(after), ids(before))],
  ]);
}

function changedFunctions(before: ProfileReport, after: ProfileReport): ReturnType<typeof renderTable> {
  const [earlier, later] = [sharesOf(before), sharesOf(after)];
  const rows = [...new Set([...earlier.keys(), ...later.keys()])]
    .map((key) => ({ key, from: earlier.get(key) ?? 0, to: later.get(key) ?? 0 }))
    .toSorted((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from))
    .slice(0, maxRows);
  return renderTable({
    caption: 'Functions by the change of their share of busy samples',
    columns: [
      { label: 'Function' },
      { label: 'File' },
      { label: 'Before', isNumeric: true },
      { label: 'After', isNumeric: true },
      { label: 'Points', isNumeric: true },
    ],
    rows: rows.map(({ key, from, to }) => {
      const [name = '', file = ''] = key.split('\n');
      const points = (to - from) * 100;
      return {
        cells: [
          { content: html`<code>${name}</code>` },
          { content: html`<code>${file}</code>` },
          { content: formatValue(from, 'percent'), sortBy: from },
          { content: formatValue(to, 'percent'), sortBy: to },
          { content: `${points > 0 ? '+' : ''}${points.toFixed(1).replace('-', '−')}`, sortBy: points },
        ],
      };
    }),
  });
}

/** Self time of each function as a share of the busy samples, by name and file. */
function sharesOf(report: ProfileReport): ReadonlyMap<string, number> {
  const times = (report.functions ?? functionTimes(report)).filter(({ frame }) => report.frames[frame]?.category !== 'idle');
  const all = Math.max(
    1,
    times.reduce((sum, { self }) => sum + self, 0),
  );
  const shares = new Map<string, number>();
  for (const { frame, self } of times) {
    const key = `${report.frames[frame]?.name || '(anonymous)'}\n${report.frames[frame]?.file ?? ''}`;
    shares.set(key, (shares.get(key) ?? 0) + self / all);
  }
  return shares;
}
