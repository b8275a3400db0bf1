import type { Comparison } from '@nsi/core/report';
import { type Measurement, measurementsOf } from './measurement.ts';
import { defineReporter, type Reporter } from './reporter.ts';

const columns = [
  'case',
  'variant',
  'category',
  'samples',
  'median_ns',
  'mad_ns',
  'min_ns',
  'p10_ns',
  'p90_ns',
  'p99_ns',
  'allocated_bytes',
  'rss_peak_bytes',
  'baseline',
  'ratio',
  'ratio_low',
  'ratio_high',
  'verdict',
  'integrity',
] as const;

/** A line a variant, with its comparison against the baseline. */
export const csvReporter: Reporter = defineReporter({
  name: 'csv',
  summary: 'a line a variant, for spreadsheets and data frames',
  extension: '.csv',
  render: (report) =>
    `${[columns.join(','), ...measurementsOf(report).map((measurement) => rowOf(measurement).map(cell).join(','))].join('\r\n')}\r\n`,
});

function rowOf({
  case: { id, category, baseline, comparisons },
  variant: { name, summary, resources, integrity },
}: Measurement): (string | number | undefined)[] {
  const comparison: Comparison | undefined = comparisons.find(({ candidate }) => candidate === name);
  return [
    id,
    name,
    category,
    summary.sampleCount,
    summary.median,
    summary.mad,
    summary.min,
    summary.p10,
    summary.p90,
    summary.p99,
    resources.allocatedBytes,
    resources.rssPeakBytes,
    comparison?.baseline ?? baseline,
    comparison?.ratio,
    comparison?.interval[0],
    comparison?.interval[1],
    comparison?.verdict,
    integrity.status,
  ];
}

/** RFC 4180. A text that a spreadsheet would take for a formula is kept from it by an apostrophe. */
function cell(value: string | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
