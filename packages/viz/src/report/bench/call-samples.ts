import type { BenchFork, BenchVariant } from '@nsi/core/report';

/** Nanoseconds of one call, a number for each measured block, in the order they were measured. */
export function callSamples({ forks }: BenchVariant): readonly number[] {
  return forks.flatMap((fork) => forkSamples(fork));
}

/** The same for one process. */
export function forkSamples({ callsPerSample, samplesNs }: BenchFork): readonly number[] {
  return samplesNs.map((sampleNs) => sampleNs / callsPerSample).filter((sample) => Number.isFinite(sample));
}

/** At most `limit` of `samples`, evenly spread over them. */
export function thinned(samples: readonly number[], limit: number): readonly number[] {
  if (samples.length <= limit) return samples;
  return Array.from({ length: limit }, (_, index) => samples[Math.floor((index * samples.length) / limit)] as number);
}

/** The value below which `share` of the ascending `sorted` lies, between two values by proportion. NaN when there are none. */
export function quantile(sorted: readonly number[], share: number): number {
  const position = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(position)], sorted[Math.ceil(position)]];
  return below === undefined || above === undefined ? Number.NaN : below + (above - below) * (position % 1);
}

/** NaN when there are none. */
export function medianOf(values: readonly number[]): number {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}
