import { mean, median, medianAbsoluteDeviation, quantileOfSorted, sorted } from '../stats/quantile.ts';
import { studentTQuantile } from '../stats/student-t.ts';
import type { BenchStatistics } from './vitest-shapes.ts';

/** vitest's statistics of a sample; its margin of error is Student's at 95 %. */
export function benchStatistics(values: readonly number[], keepsSamples: boolean): BenchStatistics {
  const rising = sorted(values);
  const [count, centre, middle] = [rising.length, mean(rising), median(rising)];
  const df = Math.max(count - 1, 1);
  const variance = rising.reduce((sum, value) => sum + (value - centre) ** 2, 0) / df;
  const sem = Math.sqrt(variance / count);
  const critical = studentTQuantile(0.975, df);
  const at = (q: number): number => quantileOfSorted(rising, q);
  return {
    aad: rising.reduce((sum, value) => sum + Math.abs(value - middle), 0) / count,
    critical,
    df,
    mad: medianAbsoluteDeviation(rising),
    max: at(1),
    mean: centre,
    min: at(0),
    moe: sem * critical,
    p50: middle,
    p75: at(0.75),
    p99: at(0.99),
    p995: at(0.995),
    p999: at(0.999),
    rme: ((sem * critical) / Math.abs(centre)) * 100,
    samples: keepsSamples ? Array.from(values) : undefined,
    samplesCount: count,
    sd: Math.sqrt(variance),
    sem,
    variance,
  };
}
