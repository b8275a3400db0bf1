import type { BenchCase } from '@nsi/core/report';
import { expect, test } from 'vitest';
import { emptyWorkFindings, growthFindings } from './case-findings.ts';
import type { PlannedCase } from './plan-cases.ts';

function benchCase(size: number, costs: Readonly<Record<string, number>>): BenchCase {
  const variants = Object.entries(costs).map(([name, p10]) => ({
    name,
    forks: [{ callsPerSample: 1, samplesNs: [p10] }],
    summary: { sampleCount: 10, p10, median: p10 },
  }));
  return {
    id: `sum/size=${size}`,
    suite: 'sum',
    category: 'cpu',
    params: { size },
    status: 'ok',
    baseline: 'loop',
    variants,
  } as unknown as BenchCase;
}

function planned(complexity?: string): PlannedCase[] {
  return [
    {
      suite: { name: 'sum', category: 'cpu', ...(complexity === undefined ? {} : { complexity }) },
      reference: {},
    } as unknown as PlannedCase,
  ];
}

test('a variant as cheap as an empty function, where the baseline works, was probably optimized away', () => {
  const [finding] = emptyWorkFindings(benchCase(10, { loop: 500, gone: 0.5 }), 0.4);

  expect(finding).toMatchObject({ id: 'work-optimized-away', severity: 'high' });
  expect(finding?.message).toContain('"gone" takes no longer than an empty function (0.50 ns a call)');
});

test('where the baseline does nothing either, nothing is said', () => {
  expect(emptyWorkFindings(benchCase(10, { loop: 0.6, other: 0.5 }), 0.4)).toEqual([]);
});

test('cost against size gets its class when the suite asks', () => {
  const cases = [8, 32, 128, 512, 2048].map((size) => benchCase(size, { loop: 20 + size, sort: 20 + size * Math.log2(size) }));

  const messages = growthFindings(planned('size'), cases).map(({ message }) => message);

  expect(messages[0]).toContain('the cost of "loop" against size looks like n (exponent 1');
  expect(messages[1]).toContain('"sort" against size looks like n log n');
});

test('time that does not grow where the baseline does is pointed at, whether or not the suite asks', () => {
  const cases = [10, 1000].map((size) => benchCase(size, { loop: size, gone: 5 }));

  expect(growthFindings(planned(), cases)).toMatchObject([
    { id: 'time-independent-of-size', message: expect.stringContaining('"gone" takes the same time at 100 times the size') },
  ]);
});
