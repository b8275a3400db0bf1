import * as v from 'valibot';
import { splitBenchmarkName } from './benchmark-name.ts';
import { amount, isRecord, readForeignJson } from './foreign-json.ts';
import { reportOfForeignRun } from './foreign-run.ts';
import { defineImporter, type Importer } from './importer.ts';
import { measurementsOf } from './measurement.ts';
import { defineReporter, type Reporter } from './reporter.ts';

/** Bencher Metric Format: benchmark name to measures, latency in nanoseconds with its 10 % and 90 % quantiles as bounds. */
export const bencherReporter: Reporter = defineReporter({
  name: 'bencher',
  summary: 'Bencher Metric Format',
  extension: '.json',
  render(report) {
    const entries = measurementsOf(report).map(({ name, variant: { summary, throughput, resources } }) => [
      name,
      {
        latency: { value: summary.median, lower_value: summary.p10, upper_value: summary.p90 },
        ...(throughput?.itemsPerSecond === undefined ? {} : { throughput: { value: throughput.itemsPerSecond } }),
        ...(resources.allocatedBytes === undefined ? {} : { 'allocated-bytes': { value: resources.allocatedBytes } }),
      },
    ]);
    return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
  },
});

/** Reads Bencher Metric Format; benchmarks without a latency are left out as failed. */
export const bencherImporter: Importer = defineImporter({
  name: 'bencher',
  summary: 'Bencher Metric Format',
  accepts: ({ json }) => {
    const benchmarks = isRecord(json) ? Object.values(json) : [];
    return (
      benchmarks.length > 0 &&
      benchmarks.every(
        (measures) => isRecord(measures) && Object.values(measures).some((measure) => isRecord(measure) && 'value' in measure),
      )
    );
  },
  read(document) {
    // Entries instead of an object: a benchmark may be named `__proto__`.
    const entries = readForeignJson(file, { ...document, json: Object.entries(isRecord(document.json) ? document.json : {}) });
    return reportOfForeignRun({
      tool: 'bencher',
      benchmarks: entries.map(([name, measures]) => {
        const names = splitBenchmarkName(name, 'benchmark');
        const { latency, throughput, 'allocated-bytes': allocated } = measures;
        if (latency === undefined) return { ...names, failure: 'no latency' };
        return {
          ...names,
          summary: {
            median: latency.value,
            ...(latency.lower_value === undefined ? {} : { p10: latency.lower_value }),
            ...(latency.upper_value === undefined ? {} : { p90: latency.upper_value }),
          },
          ...(throughput === undefined ? {} : { throughput: { itemsPerSecond: throughput.value } }),
          resources: allocated === undefined ? {} : { allocatedBytes: allocated.value },
        };
      }),
    });
  },
});

const measure = v.object({ value: amount, lower_value: v.optional(amount), upper_value: v.optional(amount) });
const file = v.array(
  v.tuple([
    v.string(),
    v.object({ latency: v.optional(measure), throughput: v.optional(measure), 'allocated-bytes': v.optional(measure) }),
  ]),
);
