import type { BenchReport } from '@nsi/core/report';
import { sizeLadders } from '../report/bench/cost.ts';
import { fitPower } from '../report/statistics/power-fit.ts';
import type { ChartRequest } from './chart-request.ts';

/** Time of one call against size on two logarithmic axes, with the fitted power of every suite that was run at three or more sizes. */
export function costBySize({ cases }: BenchReport): ChartRequest<'scatter'> {
  const ladders = sizeLadders(cases);
  const params = [...new Set(ladders.map(({ param }) => param))];
  return {
    kind: 'scatter',
    data: ladders.flatMap(({ name, series }) =>
      series.map(({ name: variant, points }) => {
        const fit = fitPower(points);
        return { name: `${name} · ${variant}`, points, ...(fit === undefined ? {} : { fit: { factor: fit.factor, exponent: fit.exponent } }) };
      }),
    ),
    options: {
      title: 'Cost against size',
      subtitle: 'median of one call; x^1 means twice the input, twice the time',
      unit: 'ns',
      scale: 'log',
      xScale: 'log',
      xLabel: params.join(', ') || 'size',
      label: 'time of one call',
    },
  };
}
