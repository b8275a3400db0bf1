import type { BenchFork } from '@nsi/core/report';
import * as v from 'valibot';
import { splitBenchmarkName } from './benchmark-name.ts';
import { amount, isRecord, paramValue, readForeignJson } from './foreign-json.ts';
import { type ForeignBenchmark, reportOfForeignRun } from './foreign-run.ts';
import { defineImporter, type Importer } from './importer.ts';
import { maximum, type Measurement, measurementsOf, standardDeviation } from './measurement.ts';
import { defineReporter, type Reporter } from './reporter.ts';
import { nanosecondsIn } from './time-unit.ts';

/** JSON as `java -jar benchmarks.jar -rf json` writes it, for JMH Visualizer and its kin. */
export const jmhReporter: Reporter = defineReporter({
  name: 'jmh',
  summary: 'JSON of JMH (-rf json), for its visualizers',
  extension: '.json',
  render: (report) => `${JSON.stringify(measurementsOf(report).map(resultOf), null, 2)}\n`,
});

/** Reads JMH's JSON in any of its modes; throughput is turned into the time of one operation. */
export const jmhImporter: Importer = defineImporter({
  name: 'jmh',
  summary: 'JMH -rf json',
  accepts: ({ json }) => Array.isArray(json) && json.length > 0 && json.every((result) => isRecord(result) && 'primaryMetric' in result),
  read: (document) => reportOfForeignRun({ tool: 'jmh', benchmarks: readForeignJson(jmhFile, document).map(benchmarkOf) }),
});

const jmhMetric = v.object({
  score: v.nullish(v.union([v.number(), v.literal('NaN')])),
  scoreUnit: v.string(),
  rawData: v.optional(v.array(v.array(amount)), []),
});

const jmhFile = v.array(
  v.object({
    benchmark: v.string(),
    mode: v.optional(v.string()),
    params: v.optional(v.record(v.string(), paramValue), {}),
    primaryMetric: jmhMetric,
    secondaryMetrics: v.optional(v.record(v.string(), jmhMetric), {}),
  }),
);

type JmhResult = v.InferOutput<typeof jmhFile>[number];

function benchmarkOf({ benchmark, params, primaryMetric, secondaryMetrics }: JmhResult): ForeignBenchmark {
  const toNs = conversion(primaryMetric.scoreUnit);
  const names = namesOf(benchmark, params);
  if (toNs === undefined) return { ...names, failure: `expected a time or a rate, got the unit ${primaryMetric.scoreUnit}` };
  const samples = primaryMetric.rawData.filter((fork) => fork.length > 0);
  const allocated = Object.entries(secondaryMetrics).find(([name]) => name.endsWith('gc.alloc.rate.norm'))?.[1].score;
  return {
    ...names,
    params,
    ...(samples.length > 0
      ? { forks: samples.map((fork): BenchFork => ({ callsPerSample: 1, samplesNs: fork.map(toNs) })) }
      : { summary: { median: typeof primaryMetric.score === 'number' ? toNs(primaryMetric.score) : Number.NaN } }),
    resources: typeof allocated === 'number' ? { allocatedBytes: allocated } : {},
  };
}

/** `ns/op` and its kin are times; `ops/s` and its kin are rates. */
function conversion(unit: string): ((score: number) => number) | undefined {
  const [above, below] = unit.split('/');
  if (above === 'ops') {
    const perUnit = nanosecondsIn(below ?? '');
    return perUnit === undefined ? undefined : (rate) => perUnit / rate;
  }
  const ns = below === 'op' ? nanosecondsIn(above ?? '') : undefined;
  return ns === undefined ? undefined : (time) => time * ns;
}

/** `org.example.Json.parse` is variant `parse` of case `org.example.Json`; the parameters make a case of their own. */
function namesOf(benchmark: string, params: JmhResult['params']): { caseId: string; variant: string } {
  const named = splitBenchmarkName(benchmark, '');
  if (named.variant !== '') return named;
  const dot = benchmark.lastIndexOf('.');
  const values = Object.entries(params).map(([name, value]) => `${name}=${value}`);
  const suite = dot <= 0 ? benchmark : benchmark.slice(0, dot);
  return { caseId: values.length === 0 ? suite : `${suite}/${values.join(',')}`, variant: dot <= 0 ? 'jmh' : benchmark.slice(dot + 1) };
}

function resultOf({ name, case: { params }, variant: { summary, forks, resources }, calls }: Measurement): Record<string, unknown> {
  const metric = (score: number, scoreUnit: string, rawData: readonly (readonly number[])[]): Record<string, unknown> => ({
    score,
    scoreError: 'NaN',
    scoreConfidence: ['NaN', 'NaN'],
    scorePercentiles: {
      '0.0': summary.min,
      '50.0': summary.median,
      '90.0': summary.p90,
      '95.0': summary.p95,
      '99.0': summary.p99,
      '100.0': maximum(calls, summary.p99),
    },
    scoreUnit,
    rawData,
  });
  return {
    jmhVersion: '1.37',
    benchmark: name,
    mode: 'avgt',
    threads: 1,
    forks: Math.max(forks.length, 1),
    warmupIterations: 0,
    measurementIterations: forks[0]?.samplesNs.length ?? 1,
    params: Object.fromEntries(Object.entries(params).map(([key, value]) => [key, String(value)])),
    primaryMetric: {
      ...metric(
        calls.length === 0 ? summary.median : summary.mean,
        'ns/op',
        forks.map(({ samplesNs, callsPerSample }) => samplesNs.map((sample) => sample / callsPerSample)),
      ),
      scoreError: calls.length < 2 ? 'NaN' : (3.29 * standardDeviation(calls)) / Math.sqrt(calls.length),
    },
    secondaryMetrics: resources.allocatedBytes === undefined ? {} : { 'gc.alloc.rate.norm': metric(resources.allocatedBytes, 'B/op', []) },
  };
}
