import type { BenchReport } from '@nsi/core/report';
import { sizeLadders } from '../report/bench/cost.ts';
import { fitPower } from '../report/statistics/power-fit.ts';
import type { ChartRequest } from './chart-request.ts';
import { namedCase } from './named-case.ts';

/** Time of one call against size on two logarithmic axes, with the fitted power of every suite that was run at three or more sizes; of one suite when one of its cases is named. */
export function costBySize({ cases }: BenchReport, caseId?: string): ChartRequest<'scatter'> {
  const named = caseId === undefined ? undefined : namedCase({ cases }, caseId);
  const ladders = sizeLadders(
    cases.filter(({ category, suite }) => named === undefined || (category === named.category && suite === named.suite)),
  );
  const params = [...new Set(ladders.map(({ param }) => param))];
  return {
    kind: 'scatter',
    data: ladders.flatMap(({ name, series }) =>
      series.map(({ name: variant, points }) => {
        const fit = fitPower(points);
        return {
          name: `${name} · ${variant}`,
          points,
          ...(fit === undefined ? {} : { fit: { factor: fit.factor, exponent: fit.exponent } }),
        };
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
