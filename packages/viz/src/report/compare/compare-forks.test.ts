import type { BenchVariant } from '@nsi/core/report';
import { expect, test } from 'vitest';
import { sampleBenchReport, seededRandom } from '../../../test/sample-bench-report.ts';
import { compareForks } from './compare-forks.ts';

const [template] = sampleBenchReport({ forks: 1, samplesPerFork: 1 }).cases[0]!.variants as [BenchVariant];

/** A variant with one sample in each process. */
function variantOf(times: readonly number[]): BenchVariant {
  return { ...template, forks: times.map((time) => ({ callsPerSample: 1, samplesNs: [time] })) };
}

test('gives the interval that Welch gives for the logarithms', () => {
  const before = variantOf([1, 2, 3].map((log) => Math.exp(log)));
  const after = variantOf([2, 3, 4].map((log) => Math.exp(log)));

  const { ratio, interval } = compareForks(before, after);

  // Difference 1, standard error √(1/3 + 1/3), 4 degrees of freedom: t(0.99) = 4.604.
  const half = 4.604 * Math.sqrt(2 / 3);
  expect(Math.log(ratio)).toBeCloseTo(1, 12);
  expect(Math.log(interval[0])).toBeCloseTo(1 - half, 12);
  expect(Math.log(interval[1])).toBeCloseTo(1 + half, 12);
});

test.each([
  [[100, 101, 99, 100], [80, 81, 79, 80], 'improvement'],
  [[100, 101, 99, 100], [120, 121, 119, 120], 'regression'],
  [[100, 100.1, 99.9, 100], [100, 100.1, 99.9, 100], 'no change'],
  [[100, 150, 60, 110], [90, 160, 70, 100], 'inconclusive'],
  [[100], [10], 'inconclusive'],
] as const)('takes %j then %j for %s', (before, after, verdict) => {
  expect(compareForks(variantOf(before), variantOf(after)).verdict).toBe(verdict);
});

test('holds the true ratio at least as often as it says, over a thousand pairs of runs', () => {
  const random = seededRandom(7);
  const noisy = (): BenchVariant =>
    variantOf(Array.from({ length: 6 }, () => 100 * Math.exp((random() + random() + random() - 1.5) * 0.2)));

  const missed = Array.from({ length: 1000 }, () => compareForks(noisy(), noisy()).interval).filter(
    ([low, high]) => low > 1 || high < 1,
  ).length;

  // One in a hundred is expected; 23 would be four standard deviations more.
  expect(missed).toBeLessThan(23);
});
