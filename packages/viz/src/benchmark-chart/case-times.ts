import type { BenchReport } from '@nsi/core/report';
import type { ChartRequest } from './chart-request.ts';

/** Median time of one call of every variant; the line over a bar's end runs from the 10th to the 90th percentile. */
export function caseTimes({ cases }: BenchReport): ChartRequest<'bar'> {
  return {
    kind: 'bar',
    data: cases.flatMap(({ id, variants }) =>
      variants.map(({ name, summary }) => ({ name: id, group: name, value: summary.median, low: summary.p10, high: summary.p90 })),
    ),
    options: {
      title: 'Time of one call',
      subtitle: 'median, in brackets the 10th to the 90th percentile',
      unit: 'ns',
      better: 'lower',
      maxRows: 120,
    },
  };
}
