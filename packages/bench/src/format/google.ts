import type { BenchFork } from '@nsi/core/report';
import * as v from 'valibot';
import { median } from '../stats/quantile.ts';
import { splitBenchmarkName } from './benchmark-name.ts';
import { amount, isRecord, readForeignJson } from './foreign-json.ts';
import { type ForeignBenchmark, reportOfForeignRun } from './foreign-run.ts';
import { defineImporter, type Importer } from './importer.ts';
import { type Measurement, measurementsOf, standardDeviation } from './measurement.ts';
import { defineReporter, type Reporter } from './reporter.ts';
import { nanosecondsIn } from './time-unit.ts';

/** JSON of Google Benchmark's `--benchmark_format=json`; each fork is a repetition, followed by the aggregates. */
export const googleReporter: Reporter = defineReporter({
  name: 'google',
  summary: 'JSON of Google Benchmark, for its compare.py',
  extension: '.json',
  render(report) {
    const { environment, createdAt, tool } = report;
    const context = {
      date: createdAt,
      host_name: '',
      executable: tool.name,
      num_cpus: environment.cores,
      mhz_per_cpu: 0,
      cpu_scaling_enabled: false,
      caches: [],
      load_avg: environment.loadAverage,
      library_build_type: 'release',
    };
    return `${JSON.stringify({ context, benchmarks: measurementsOf(report).flatMap(rowsOf) }, null, 2)}\n`;
  },
});

/** Reads Google Benchmark's JSON: repetitions are samples; a file of aggregates alone gives its medians. */
export const googleImporter: Importer = defineImporter({
  name: 'google',
  summary: 'Google Benchmark --benchmark_format=json',
  accepts: ({ json }) =>
    isRecord(json) &&
    Array.isArray(json['benchmarks']) &&
    json['benchmarks'].every((row) => isRecord(row) && 'name' in row && !('runs' in row)),
  read(document) {
    const { benchmarks, context } = readForeignJson(googleFile, document);
    const timed = benchmarks.filter(
      ({ aggregate_name: aggregate }) => aggregate === undefined || aggregate === 'median' || aggregate === 'mean',
    );
    return reportOfForeignRun({
      tool: 'google-benchmark',
      ...(context?.date === undefined ? {} : { createdAt: context.date }),
      environment: context?.num_cpus === undefined ? {} : { cores: context.num_cpus },
      benchmarks: [...Map.groupBy(timed, ({ run_name: runName, name }) => runName ?? name)].map(([name, rows]) => benchmarkOf(name, rows)),
    });
  },
});

const googleFile = v.object({
  context: v.optional(v.object({ date: v.optional(v.string()), num_cpus: v.optional(amount) })),
  benchmarks: v.array(
    v.object({
      name: v.string(),
      run_name: v.optional(v.string()),
      run_type: v.optional(v.string()),
      aggregate_name: v.optional(v.string()),
      iterations: v.optional(amount),
      real_time: v.optional(amount),
      cpu_time: v.optional(amount),
      time_unit: v.optional(v.picklist(['ns', 'us', 'ms', 's']), 'ns'),
      bytes_per_second: v.optional(amount),
      items_per_second: v.optional(amount),
      error_occurred: v.optional(v.boolean()),
      error_message: v.optional(v.string()),
    }),
  ),
});

type GoogleRow = v.InferOutput<typeof googleFile>['benchmarks'][number];

function benchmarkOf(name: string, rows: readonly GoogleRow[]): ForeignBenchmark {
  const names = splitBenchmarkName(name, 'google-benchmark');
  const broken = rows.find((row) => row.error_occurred === true);
  if (broken) return { ...names, failure: broken.error_message ?? 'the benchmark reported an error' };

  const repetitions = rows.filter((row) => row.aggregate_name === undefined && row.real_time !== undefined);
  const stated = rows.find((row) => row.aggregate_name === 'median') ?? rows.find((row) => row.aggregate_name === 'mean');
  const first = repetitions[0] ?? stated;
  const throughput = {
    ...(first?.bytes_per_second === undefined ? {} : { bytesPerSecond: first.bytes_per_second }),
    ...(first?.items_per_second === undefined ? {} : { itemsPerSecond: first.items_per_second }),
  };
  return {
    ...names,
    ...(repetitions.length > 0
      ? { forks: repetitions.map(forkOf) }
      : { summary: { median: (stated?.real_time ?? Number.NaN) * unitOf(stated) } }),
    ...(Object.keys(throughput).length === 0 ? {} : { throughput }),
    resources: first?.cpu_time === undefined ? {} : { cpuUserNs: first.cpu_time * unitOf(first) },
  };
}

/** `real_time` is the time of one iteration already, so a repetition is one sample of one call. */
function forkOf(row: GoogleRow): BenchFork {
  return { callsPerSample: 1, samplesNs: [(row.real_time ?? Number.NaN) * unitOf(row)] };
}

function unitOf(row: GoogleRow | undefined): number {
  return nanosecondsIn(row?.time_unit ?? 'ns') ?? Number.NaN;
}

function rowsOf({ name, variant, calls }: Measurement): Record<string, unknown>[] {
  const { forks, summary, resources, throughput } = variant;
  const cpu = resources.cpuUserNs === undefined ? undefined : resources.cpuUserNs + (resources.cpuSystemNs ?? 0);
  const shared = { run_name: name, repetitions: Math.max(forks.length, 1), threads: 1, time_unit: 'ns' };
  const rates = {
    ...(throughput?.bytesPerSecond === undefined ? {} : { bytes_per_second: throughput.bytesPerSecond }),
    ...(throughput?.itemsPerSecond === undefined ? {} : { items_per_second: throughput.itemsPerSecond }),
  };
  const timed = (time: number): Record<string, number> => ({ real_time: time, cpu_time: cpu ?? time });
  const aggregate = (aggregateName: string, time: Record<string, number>): Record<string, unknown> => ({
    name: `${name}_${aggregateName}`,
    ...shared,
    run_type: 'aggregate',
    aggregate_name: aggregateName,
    aggregate_unit: 'time',
    iterations: shared.repetitions,
    ...time,
  });
  const repetitions = forks.map(({ callsPerSample, samplesNs }, index) => ({
    name,
    ...shared,
    run_type: 'iteration',
    repetition_index: index,
    iterations: callsPerSample * samplesNs.length,
    ...timed(median(samplesNs) / callsPerSample),
    ...rates,
  }));
  return [
    ...repetitions,
    aggregate('mean', timed(summary.mean)),
    aggregate('median', { ...timed(summary.median), ...rates }),
    aggregate('stddev', timed(standardDeviation(calls))),
  ];
}
