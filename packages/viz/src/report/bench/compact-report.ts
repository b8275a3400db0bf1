import type { BenchReport } from '@nsi/core/report';
import { medianOf } from './call-samples.ts';
import type { RawDocument } from '../page/raw-section.ts';

/** Numbers of raw samples that are kept in the page; more would make it too heavy to mail. */
const maxKeptSamples = 5000;

/** The report for the page: whole when it is small, else with the number and median of each process's samples in their place. */
export function compactReport(report: BenchReport, name: string): RawDocument {
  const sampleCount = report.cases.reduce(
    (total, { variants }) =>
      total + variants.reduce((sum, { forks }) => sum + forks.reduce((n, { samplesNs }) => n + samplesNs.length, 0), 0),
    0,
  );
  if (sampleCount <= maxKeptSamples) return { name, value: report };
  const cases = report.cases.map((benchCase) => ({
    ...benchCase,
    variants: benchCase.variants.map((variant) => ({
      ...variant,
      forks: {
        callsPerSample: variant.forks.map(({ callsPerSample }) => callsPerSample),
        sampleCounts: variant.forks.map(({ samplesNs }) => samplesNs.length),
        mediansNs: variant.forks.map(({ samplesNs }) => medianOf(samplesNs)),
      },
    })),
  }));
  return {
    name,
    value: { ...report, cases },
    note: `The ${sampleCount.toLocaleString('en')} raw samples are left out to keep this file small: in their place \`forks\` has the number and the median of each process. The file the benchmark wrote has them all.`,
  };
}
