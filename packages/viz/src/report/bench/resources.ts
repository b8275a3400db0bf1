import type { BenchReport, BenchVariant, Resources } from '@nsi/core/report';
import { formatValue } from '../../number-format/format-value.ts';
import type { Unit } from '../../number-format/unit.ts';
import { html, type Html } from '../page/html.ts';
import { renderTable, type TableCell } from '../page/table.ts';
import type { ReportSection } from '../report-section.ts';
import { type ComparisonRow, comparisonRows, rowName } from './comparison-row.ts';

interface Measure {
  readonly label: string;
  readonly hint: string;
  readonly unit: Unit;
  readonly of: (variant: BenchVariant) => number | undefined;
}

const resource =
  (name: keyof Resources) =>
  ({ resources }: BenchVariant): number | undefined =>
    resources[name];

const cost: readonly Measure[] = [
  { label: 'Time', hint: 'Median time of one call', unit: 'ns', of: ({ summary }) => summary.median },
  { label: 'CPU', hint: 'CPU time of one call, user and system', unit: 'ns', of: ({ resources }) => cpuOf(resources) },
  { label: 'Allocated', hint: 'Heap bytes allocated by one call', unit: 'bytes', of: resource('allocatedBytes') },
  { label: 'Peak memory', hint: 'Highest resident set of the process', unit: 'bytes', of: resource('rssPeakBytes') },
  { label: 'GC time', hint: 'Time spent in garbage collection', unit: 'ns', of: resource('gcNs') },
  { label: 'Loop delay', hint: '99th percentile of the event-loop delay', unit: 'ns', of: resource('loopDelayP99Ns') },
  { label: 'Instructions', hint: 'CPU instructions of one call', unit: 'number', of: resource('instructions') },
  { label: 'Page faults', hint: 'Page faults', unit: 'number', of: resource('pageFaults') },
  { label: 'Switches', hint: 'Context switches', unit: 'number', of: resource('contextSwitches') },
  { label: 'Files', hint: 'Bytes read and written through the file system', unit: 'bytes', of: resource('fsBytes') },
  { label: 'Network', hint: 'Bytes sent and received', unit: 'bytes', of: resource('networkBytes') },
];

const gain: readonly Measure[] = [
  { label: 'Bytes/s', hint: 'Throughput', unit: 'B/s', of: ({ throughput }) => throughput?.bytesPerSecond },
  { label: 'Items/s', hint: 'Throughput', unit: 'items/s', of: ({ throughput }) => throughput?.itemsPerSecond },
];

/** What a candidate costs besides time: each cell is the candidate's use over the baseline's, shaded by how far it is from 1×. */
export function resourcesSection(report: BenchReport): ReportSection | undefined {
  const rows = comparisonRows(report).filter(({ baseline, candidate }) => baseline && candidate);
  const measures = cost.filter(({ of }) => rows.some(({ candidate }) => candidate && of(candidate) !== undefined));
  if (rows.length === 0 || measures.length === 0) return undefined;
  const table = renderTable({
    caption: 'Use of resources: candidate over baseline',
    className: 'heat',
    columns: [{ label: 'Case' }, ...measures.map(({ label, hint }) => ({ label, hint, isNumeric: true }))],
    rows: rows.map((row) => ({
      search: rowName(row).toLocaleLowerCase('en'),
      cells: [{ content: html`<bdi>${rowName(row)}</bdi>` }, ...measures.map((measure) => ratioCell(row, measure))],
    })),
  });
  return {
    id: 'resources',
    title: 'Resources',
    lead: 'Speed is often bought with memory or CPU. Below 1× the candidate uses less than the baseline, above it uses more; the figures below each ratio are the two absolute values.',
    body: html`${table}${throughputTable(report)}`,
  };
}

function cpuOf({ cpuUserNs, cpuSystemNs }: Resources): number | undefined {
  return cpuUserNs === undefined ? cpuSystemNs : cpuUserNs + (cpuSystemNs ?? 0);
}

function ratioCell({ baseline, candidate }: ComparisonRow, { unit, of }: Measure): TableCell {
  const [before, after] = [baseline && of(baseline), candidate && of(candidate)];
  if (before === undefined || after === undefined) return { content: '–', sortBy: Number.POSITIVE_INFINITY };
  const ratio = before === after ? 1 : after / before;
  const words = Number.isFinite(ratio) ? formatValue(ratio, 'ratio') : 'new';
  return {
    content: html`${words}<small>${formatValue(before, unit)} → ${formatValue(after, unit)}</small>`,
    sortBy: ratio,
    className: heatClass(ratio),
  };
}

/** Seven steps: less than half, three quarters, nine tenths, and the same the other way. */
export function heatClass(ratio: number): string {
  const size = Math.abs(Math.log(ratio));
  const step = size >= Math.log(2) ? 3 : size >= Math.log(4 / 3) ? 2 : size >= Math.log(10 / 9) ? 1 : 0;
  return step === 0 || Number.isNaN(size) ? 'heat-0' : `heat-${ratio < 1 ? 'less' : 'more'}-${step}`;
}

function throughputTable({ cases }: BenchReport): Html | undefined {
  const measures = gain.filter(({ of }) => cases.some(({ variants }) => variants.some((variant) => of(variant) !== undefined)));
  if (measures.length === 0) return undefined;
  const table = renderTable({
    caption: 'Throughput of every variant',
    columns: [{ label: 'Case' }, { label: 'Variant' }, ...measures.map(({ label }) => ({ label, isNumeric: true }))],
    rows: cases.flatMap(({ id, variants }) =>
      variants.map((variant) => ({
        search: `${id} ${variant.name}`.toLocaleLowerCase('en'),
        cells: [
          { content: html`<bdi>${id}</bdi>` },
          { content: html`<bdi>${variant.name}</bdi>` },
          ...measures.map(({ unit, of }) => ({ content: formatValue(of(variant), unit), sortBy: of(variant) ?? Number.NEGATIVE_INFINITY })),
        ],
      })),
    ),
  });
  return html`<details class="part">
    <summary>Throughput</summary>
    ${table}
  </details>`;
}
