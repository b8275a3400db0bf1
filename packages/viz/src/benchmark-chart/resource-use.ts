import type { BenchReport, BenchVariant } from '@nsi/core/report';
import { comparisonRows, rowName } from '../report/bench/comparison-row.ts';
import type { ChartRequest } from './chart-request.ts';

const measures: readonly { readonly name: string; readonly of: (variant: BenchVariant) => number | undefined }[] = Object.freeze([
  { name: 'time', of: ({ summary }) => summary.median },
  { name: 'CPU', of: ({ resources: { cpuUserNs, cpuSystemNs = 0 } }) => (cpuUserNs === undefined ? undefined : cpuUserNs + cpuSystemNs) },
  { name: 'allocated', of: ({ resources }) => resources.allocatedBytes },
  { name: 'peak memory', of: ({ resources }) => resources.rssPeakBytes },
  { name: 'GC', of: ({ resources }) => resources.gcNs },
  { name: 'loop delay', of: ({ resources }) => resources.loopDelayP99Ns },
]);

/** What each candidate uses, candidate over baseline: below 1× it uses less. A measure that the baseline does not use at all is left out. */
export function resourceUse(report: BenchReport): ChartRequest<'heatmap'> {
  return {
    kind: 'heatmap',
    data: comparisonRows(report).flatMap((row) =>
      measures.flatMap(({ name, of }) => {
        const [before, after] = [row.baseline && of(row.baseline), row.candidate && of(row.candidate)];
        if (before === undefined || after === undefined || before === 0) return [];
        return { x: name, y: rowName(row), value: after / before };
      }),
    ),
    options: {
      title: 'Use of resources, candidate over baseline',
      subtitle: 'below 1× the candidate uses less',
      unit: 'ratio',
      label: 'use against the baseline',
      scale: 'linear',
    },
  };
}
