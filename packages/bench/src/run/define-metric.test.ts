import type { BenchCase } from '@nsi/core/report';
import { expect, test } from 'vitest';
import { defineMetric, withMetrics } from './define-metric.ts';

const spread = defineMetric({ name: 'spread', unit: 'ratio', better: 'lower', compute: ({ summary }) => summary.mad / summary.median });
const benchCase = {
  variants: [
    { name: 'a', summary: { sampleCount: 5, median: 10, mad: 1 }, measures: [{ name: 'size', value: 3, unit: 'bytes', better: 'lower' }] },
    { name: 'still', summary: { sampleCount: 5, median: 0, mad: 0 } },
    { name: 'failed', summary: { sampleCount: 0, median: 0, mad: 0 } },
  ],
} as unknown as BenchCase;

test('adds its figure to the measures of every variant that was timed', () => {
  const { variants } = withMetrics(benchCase, [spread]);

  expect(variants[0]?.measures).toEqual([
    { name: 'size', value: 3, unit: 'bytes', better: 'lower' },
    { name: 'spread', value: 0.1, unit: 'ratio', better: 'lower' },
  ]);
  expect(variants[2]?.measures).toBeUndefined();
});

test('a figure that is not finite is left out', () => {
  expect(withMetrics(benchCase, [spread]).variants[1]?.measures).toEqual([]);
});
