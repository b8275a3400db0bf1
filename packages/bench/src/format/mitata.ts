import * as v from 'valibot';
import { splitBenchmarkName } from './benchmark-name.ts';
import { amount, isRecord, paramValue, readForeignJson } from './foreign-json.ts';
import { type ForeignBenchmark, reportOfForeignRun } from './foreign-run.ts';
import { defineImporter, type Importer } from './importer.ts';
import { maximum, type Measurement, measurementsOf } from './measurement.ts';
import { defineReporter, type Reporter } from './reporter.ts';
import { quantile } from '../stats/quantile.ts';

/** JSON as mitata's `run({ format: 'json' })` prints it: a case is a group, a variant a benchmark. */
export const mitataReporter: Reporter = defineReporter({
  name: 'mitata',
  summary: "JSON of mitata's run({ format: 'json' })",
  extension: '.json',
  render(report) {
    const { environment, cases } = report;
    const context = {
      now: Date.parse(report.createdAt),
      arch: `${environment.arch}-${environment.os}`,
      version: environment.node.replace(/^v/, ''),
      runtime: 'node',
      cpu: { name: environment.cpuModel, freq: 0 },
    };
    const groups = new Map(cases.map(({ id }, index) => [id, index]));
    const benchmarks = measurementsOf(report).map((measurement) => ({
      alias: measurement.variant.name,
      group: groups.get(measurement.case.id),
      baseline: measurement.variant.name === measurement.case.baseline,
      kind: 'static',
      args: {},
      runs: [{ name: measurement.variant.name, args: {}, stats: statsOf(measurement) }],
    }));
    return `${JSON.stringify({ layout: cases.map(({ id }) => ({ name: id, types: ['g'] })), context, benchmarks }, null, 2)}\n`;
  },
});

/** Reads mitata's JSON; a group is a case and its benchmarks are the variants. */
export const mitataImporter: Importer = defineImporter({
  name: 'mitata',
  summary: "mitata's run({ format: 'json' })",
  accepts: ({ json }) =>
    isRecord(json) &&
    Array.isArray(json['benchmarks']) &&
    json['benchmarks'].some((benchmark) => isRecord(benchmark) && 'runs' in benchmark),
  read(document) {
    const { benchmarks, layout, context } = readForeignJson(mitataFile, document);
    return reportOfForeignRun({
      tool: 'mitata',
      environment: {
        ...(context?.version === undefined ? {} : { node: context.version }),
        ...(context?.arch === undefined ? {} : { arch: context.arch }),
        ...(context?.cpu?.name === undefined ? {} : { cpuModel: context.cpu.name }),
      },
      benchmarks: benchmarks.flatMap(({ runs, group, baseline }) =>
        runs.map((run) => benchmarkOf(run, layout?.[group ?? -1]?.name ?? undefined, baseline)),
      ),
    });
  },
});

const mitataFile = v.object({
  layout: v.optional(v.array(v.object({ name: v.nullish(v.string()) }))),
  context: v.optional(
    v.object({
      arch: v.optional(v.string()),
      version: v.optional(v.string()),
      cpu: v.optional(v.object({ name: v.nullish(v.string(), 'unknown') })),
    }),
  ),
  benchmarks: v.array(
    v.object({
      group: v.optional(v.number()),
      baseline: v.optional(v.boolean(), false),
      runs: v.array(
        v.object({
          name: v.string(),
          args: v.optional(v.record(v.string(), v.unknown()), {}),
          stats: v.optional(
            v.object({
              samples: v.optional(v.array(amount), []),
              min: v.optional(amount),
              avg: v.optional(amount),
              p50: amount,
              p99: v.optional(amount),
              heap: v.optional(v.object({ avg: v.nullish(amount) })),
            }),
          ),
          error: v.optional(v.unknown()),
        }),
      ),
    }),
  ),
});

type MitataRun = v.InferOutput<typeof mitataFile>['benchmarks'][number]['runs'][number];

function benchmarkOf({ name, args, stats, error }: MitataRun, group: string | undefined, isBaseline: boolean): ForeignBenchmark {
  const names = group === undefined ? splitBenchmarkName(name, 'mitata') : { caseId: group, variant: name };
  if (stats === undefined) return { ...names, failure: messageOf(error) };
  const { samples, p50, min, avg, p99, heap } = stats;
  return {
    ...names,
    isBaseline,
    params: Object.fromEntries(
      Object.entries(args).filter((entry): entry is [string, string | number | boolean] => v.is(paramValue, entry[1])),
    ),
    ...(samples.length > 0
      ? { forks: [{ callsPerSample: 1, samplesNs: samples }] }
      : {
          summary: {
            median: p50,
            ...(min === undefined ? {} : { min }),
            ...(avg === undefined ? {} : { mean: avg }),
            ...(p99 === undefined ? {} : { p99 }),
          },
        }),
    resources: typeof heap?.avg === 'number' ? { allocatedBytes: heap.avg } : {},
  };
}

function messageOf(error: unknown): string {
  if (isRecord(error) && typeof error['message'] === 'string') return error['message'];
  return typeof error === 'string' ? error : 'the benchmark reported an error';
}

function statsOf({ variant: { summary, forks, resources }, calls }: Measurement): Record<string, unknown> {
  const at = (q: number, otherwise: number): number => (calls.length === 0 ? otherwise : quantile(calls, q));
  return {
    kind: 'fn',
    samples: calls.toSorted((left, right) => left - right),
    min: summary.min,
    max: maximum(calls, summary.p99),
    p25: at(0.25, summary.p10),
    p50: summary.median,
    p75: at(0.75, summary.p90),
    p99: summary.p99,
    p999: at(0.999, summary.p99),
    avg: summary.mean,
    ticks: forks.reduce((total, { callsPerSample, samplesNs }) => total + callsPerSample * samplesNs.length, 0),
    ...(resources.allocatedBytes === undefined ? {} : { heap: { avg: resources.allocatedBytes } }),
  };
}
