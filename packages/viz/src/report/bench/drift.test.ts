import type { BenchCase } from '@nsi/core/report';
import { expect, test } from 'vitest';
import { sampleBenchReport } from '../../../test/sample-bench-report.ts';
import { driftOf } from './drift.ts';

function caseWith(...forks: readonly (readonly number[])[]): BenchCase {
  const [benchCase] = sampleBenchReport({ forks: 1, samplesPerFork: 1 }).cases as [BenchCase];
  const [baseline] = benchCase.variants;
  return { ...benchCase, variants: [{ ...baseline!, forks: forks.map((samplesNs) => ({ callsPerSample: 2, samplesNs })) }] };
}

test('finds none in a level run', () => {
  expect(driftOf(caseWith(Array.from({ length: 50 }, () => 8)))).toEqual({
    sliceRatios: Array.from({ length: 10 }, () => 1),
    trend: 1,
    spread: 1,
  });
});

test('tells the end from the start, and one process from another', () => {
  const rising = Array.from({ length: 100 }, (_, index) => 100 + index);

  const drift = driftOf(
    caseWith(
      rising,
      rising.map((sample) => sample * 2),
    ),
  );

  expect(drift.trend).toBeCloseTo(194.5 / 104.5, 10);
  expect(drift.spread).toBeCloseTo(2, 10);
});

test('says nothing of a run with fewer samples than slices', () => {
  expect(driftOf(caseWith([1, 2, 3])).sliceRatios).toEqual([]);
});
