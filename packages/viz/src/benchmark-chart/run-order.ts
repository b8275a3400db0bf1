import type { BenchReport } from '@nsi/core/report';
import { driftOf } from '../report/bench/drift.ts';
import type { ChartRequest } from './chart-request.ts';

/** Whether the baselines wandered while they were measured: each tenth of the measurement against its median. */
export function runOrder({ cases }: BenchReport): ChartRequest<'line'> {
  return {
    kind: 'line',
    data: cases
      .map((benchCase) => ({ name: benchCase.id, points: driftOf(benchCase).sliceRatios.map((y, index) => ({ x: index + 1, y })) }))
      .filter(({ points }) => points.length > 0),
    options: {
      title: 'Steadiness of the baselines',
      subtitle: 'a level line is a steady machine',
      unit: 'ratio',
      scale: 'linear',
      xScale: 'linear',
      label: 'time against the median',
      xLabel: 'tenth of the measurement',
    },
  };
}
