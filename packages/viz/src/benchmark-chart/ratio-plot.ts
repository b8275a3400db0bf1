import type { BenchReport, Verdict } from '@nsi/core/report';
import { comparisonRows, rowName } from '../report/bench/comparison-row.ts';
import type { ChartRequest } from './chart-request.ts';

const words: Readonly<Record<Verdict, string>> = Object.freeze({
  improvement: 'faster',
  regression: 'slower',
  'no change': 'no change',
  inconclusive: 'inconclusive',
});

/** Every comparison of a report with its interval, as speed: to the right of 1× the candidate is faster. */
export function ratioPlot(report: BenchReport): ChartRequest<'ratio'> {
  const rows = comparisonRows(report);
  return {
    kind: 'ratio',
    data: rows.map((row) => {
      const { ratio, interval, verdict } = row.comparison;
      return { name: rowName(row), ratio: 1 / ratio, low: 1 / interval[1], high: 1 / interval[0], verdict: words[verdict] };
    }),
    options: {
      title: 'Speed of the candidates, baseline = 1×',
      subtitle: `${confidenceWords(rows.map(({ comparison }) => comparison.confidence))} · ${report.environment.cpuModel}, Node ${report.environment.node}`,
      better: 'higher',
      order: 'value',
      label: 'speed against the baseline',
    },
  };
}

function confidenceWords(confidences: readonly number[]): string {
  const [first] = confidences;
  if (first === undefined || confidences.some((confidence) => confidence !== first)) return 'with confidence intervals';
  return `with ${Math.round(first * 1000) / 10} % confidence intervals`;
}
