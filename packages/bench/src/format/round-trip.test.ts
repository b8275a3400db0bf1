import type { BenchReport } from '@nsi/core/report';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryReport } from '../../test/arbitrary-report.ts';
import { measurementsOf } from './measurement.ts';
import { parseResults } from './importers.ts';
import { reporters } from './reporters.ts';

interface Figures {
  readonly median: number;
  readonly allocatedBytes: number | undefined;
}

/** What every flat format must bring back, by benchmark name. */
function figuresOf(report: BenchReport): Map<string, Figures> {
  return new Map(
    measurementsOf(report).map(({ name, variant: { summary, resources } }) => [
      name,
      { median: summary.median, allocatedBytes: resources.allocatedBytes },
    ]),
  );
}

/** Google Benchmark and Go keep one figure a repetition: the median of a fork, and the median of these is the format's. */
function medianBounds(report: BenchReport, name: string): readonly [number, number] {
  const calls = measurementsOf(report).find((measurement) => measurement.name === name)?.calls ?? [];
  return [Math.min(...calls), Math.max(...calls)];
}

describe.each(['hyperfine', 'mitata', 'jmh', 'smaller-is-better', 'bencher', 'junit', 'google', 'go'] as const)('%s', (format) => {
  test('brings back every benchmark with its time', () => {
    fc.assert(
      fc.property(arbitraryReport, (report) => {
        const back = figuresOf(parseResults(reporters[format].render(report), { from: format }));

        expect([...back.keys()].toSorted()).toEqual([...figuresOf(report).keys()].toSorted());
        for (const [name, { median }] of figuresOf(report)) {
          const found = back.get(name)?.median ?? Number.NaN;
          const isOneFigureAFork = format === 'google' || format === 'go';
          const [low, high] = isOneFigureAFork ? medianBounds(report, name) : [median, median];
          expect(found).toBeGreaterThanOrEqual(low * (1 - 1e-9));
          expect(found).toBeLessThanOrEqual(high * (1 + 1e-9));
        }
      }),
    );
  });
});

describe.each(['mitata', 'jmh', 'bencher', 'go'] as const)('%s', (format) => {
  test('brings back the bytes that a call allocates', () => {
    fc.assert(
      fc.property(arbitraryReport, (report) => {
        const back = figuresOf(parseResults(reporters[format].render(report), { from: format }));

        for (const [name, { allocatedBytes }] of figuresOf(report)) expect(back.get(name)?.allocatedBytes).toBe(allocatedBytes);
      }),
    );
  });
});

test('our own JSON brings back the whole report', () => {
  fc.assert(
    fc.property(arbitraryReport, (report) => {
      expect(parseResults(reporters.json.render(report))).toEqual(JSON.parse(JSON.stringify(report)));
    }),
  );
});

test.each(['hyperfine', 'mitata', 'jmh', 'smaller-is-better', 'junit', 'google', 'go', 'bencher'] as const)(
  'a file of %s is recognised without being named',
  (format) => {
    fc.assert(
      fc.property(arbitraryReport, (report) => {
        const text = reporters[format].render(report);

        expect(parseResults(text)).toEqual(parseResults(text, { from: format }));
      }),
      { numRuns: 30 },
    );
  },
);
