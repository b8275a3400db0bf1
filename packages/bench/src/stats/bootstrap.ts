import { quantileOfSorted } from './quantile.ts';
import type { Random } from './random.ts';

/** Percentile interval of `statistic` from `resamples` draws with replacement (Efron 1979). For statistics that have no formula. */
export function bootstrapInterval(
  values: ArrayLike<number>,
  statistic: (sample: Float64Array) => number,
  { confidence, resamples, random }: { readonly confidence: number; readonly resamples: number; readonly random: Random },
): readonly [low: number, high: number] {
  const sample = new Float64Array(values.length);
  const estimates = new Float64Array(resamples);
  for (let draw = 0; draw < resamples; draw += 1) {
    for (let i = 0; i < sample.length; i += 1) sample[i] = values[Math.floor(random() * values.length)] as number;
    estimates[draw] = statistic(sample);
  }
  estimates.sort();
  return [quantileOfSorted(estimates, (1 - confidence) / 2), quantileOfSorted(estimates, (1 + confidence) / 2)];
}
