import { seededRandom } from './sample-bench-report.ts';

/** Skewed positive samples around `median`, the same every time. */
export function samples(count: number, median: number, spread: number, seed: number): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => median * Math.exp(spread * (random() + random() + random() - 1.5)));
}
