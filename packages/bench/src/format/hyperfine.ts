import * as v from 'valibot';
import { splitBenchmarkName } from './benchmark-name.ts';
import { amount, isRecord, paramValue, readForeignJson } from './foreign-json.ts';
import { type ForeignBenchmark, reportOfForeignRun } from './foreign-run.ts';
import { defineImporter, type Importer } from './importer.ts';
import { maximum, type Measurement, measurementsOf, standardDeviation } from './measurement.ts';
import { defineReporter, type Reporter } from './reporter.ts';

const nsPerSecond = 1e9;

/** JSON as `hyperfine --export-json` writes it; times in seconds. */
export const hyperfineReporter: Reporter = defineReporter({
  name: 'hyperfine',
  summary: 'JSON of hyperfine --export-json, for its plotting scripts',
  extension: '.json',
  render(report) {
    const results = measurementsOf(report).map((measurement) => ({
      command: measurement.name,
      ...timesOf(measurement),
      parameters: Object.fromEntries(Object.entries(measurement.case.params).map(([name, value]) => [name, String(value)])),
    }));
    return `${JSON.stringify({ results }, null, 2)}\n`;
  },
});

/** Reads `hyperfine --export-json`: each run of a command is a sample. */
export const hyperfineImporter: Importer = defineImporter({
  name: 'hyperfine',
  summary: 'hyperfine --export-json',
  accepts: ({ json }) =>
    isRecord(json) && Array.isArray(json['results']) && json['results'].every((result) => isRecord(result) && 'command' in result),
  read(document) {
    const { results } = readForeignJson(hyperfineFile, document);
    return reportOfForeignRun({ tool: 'hyperfine', benchmarks: results.map(benchmarkOf) });
  },
});

const hyperfineFile = v.object({
  results: v.array(
    v.object({
      command: v.string(),
      median: amount,
      mean: v.optional(amount),
      min: v.optional(amount),
      user: v.optional(amount),
      system: v.optional(amount),
      times: v.optional(v.array(amount)),
      parameters: v.optional(v.record(v.string(), paramValue)),
    }),
  ),
});

type HyperfineResult = v.InferOutput<typeof hyperfineFile>['results'][number];

function benchmarkOf(result: HyperfineResult): ForeignBenchmark {
  const { caseId, variant } = namesOf(result);
  return {
    caseId,
    variant,
    params: result.parameters ?? {},
    ...(result.times === undefined || result.times.length === 0
      ? {
          summary: {
            median: result.median * nsPerSecond,
            ...(result.mean === undefined ? {} : { mean: result.mean * nsPerSecond }),
            ...(result.min === undefined ? {} : { min: result.min * nsPerSecond }),
          },
        }
      : { forks: [{ callsPerSample: 1, samplesNs: result.times.map((time) => time * nsPerSecond) }] }),
    resources: {
      ...(result.user === undefined ? {} : { cpuUserNs: result.user * nsPerSecond }),
      ...(result.system === undefined ? {} : { cpuSystemNs: result.system * nsPerSecond }),
    },
  };
}

/** hyperfine compares all commands of a run with each other, so they are variants of one case; a parameter sweep has a case a value. */
function namesOf({ command, parameters = {} }: HyperfineResult): { caseId: string; variant: string } {
  const named = splitBenchmarkName(command, '');
  if (named.variant !== '') return named;
  const values = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
  return { caseId: ['commands', values.join(',')].filter((part) => part !== '').join('/'), variant: command };
}

function timesOf({ variant: { summary, resources }, calls }: Measurement): Record<string, unknown> {
  return {
    mean: summary.mean / nsPerSecond,
    stddev: calls.length < 2 ? null : standardDeviation(calls) / nsPerSecond,
    median: summary.median / nsPerSecond,
    user: (resources.cpuUserNs ?? 0) / nsPerSecond,
    system: (resources.cpuSystemNs ?? 0) / nsPerSecond,
    min: summary.min / nsPerSecond,
    max: maximum(calls, summary.p99) / nsPerSecond,
    ...(calls.length === 0 ? {} : { times: calls.map((call) => call / nsPerSecond), exit_codes: calls.map(() => 0) }),
  };
}
