import type { Summary } from '@nsi/core/report';
import { mean, medianAbsoluteDeviation, quantileOfSorted, sorted } from './quantile.ts';

/** Order statistics of a sample. `median` and `mad` describe it; `mean` is there for totals only, since run times are skewed. */
export function summarize(values: ArrayLike<number>): Summary {
  const rising = sorted(values);
  const at = (q: number): number => quantileOfSorted(rising, q);
  return {
    sampleCount: rising.length,
    median: at(0.5),
    mad: medianAbsoluteDeviation(rising),
    mean: mean(rising),
    min: at(0),
    p10: at(0.1),
    p90: at(0.9),
    p95: at(0.95),
    p99: at(0.99),
  };
}
