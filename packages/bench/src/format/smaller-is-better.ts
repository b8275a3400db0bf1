import * as v from 'valibot';
import { splitBenchmarkName } from './benchmark-name.ts';
import { amount, isRecord, readForeignJson } from './foreign-json.ts';
import { type ForeignBenchmark, reportOfForeignRun } from './foreign-run.ts';
import { defineImporter, type Importer } from './importer.ts';
import { measurementsOf } from './measurement.ts';
import { defineReporter, type Reporter } from './reporter.ts';
import { nanosecondsIn } from './time-unit.ts';

/** `customSmallerIsBetter` of github-action-benchmark. */
export const smallerIsBetterReporter: Reporter = defineReporter({
  name: 'smaller-is-better',
  summary: 'customSmallerIsBetter of github-action-benchmark',
  extension: '.json',
  render(report) {
    const entries = measurementsOf(report).map(({ name, variant: { summary } }) => ({
      name,
      unit: 'ns',
      value: summary.median,
      range: `± ${summary.mad}`,
      extra: `${summary.sampleCount} samples, p99 ${summary.p99} ns`,
    }));
    return `${JSON.stringify(entries, null, 2)}\n`;
  },
});

/** Reads `customSmallerIsBetter`; entries whose unit is no time are told of and left out. */
export const smallerIsBetterImporter: Importer = defineImporter({
  name: 'smaller-is-better',
  summary: 'customSmallerIsBetter of github-action-benchmark',
  accepts: ({ json }) =>
    Array.isArray(json) && json.length > 0 && json.every((entry) => isRecord(entry) && 'unit' in entry && 'value' in entry),
  read(document) {
    const entries = readForeignJson(file, document);
    return reportOfForeignRun({ tool: 'github-action-benchmark', benchmarks: entries.map(benchmarkOf) });
  },
});

const file = v.array(v.object({ name: v.string(), unit: v.string(), value: amount, range: v.optional(v.union([v.string(), v.number()])) }));

function benchmarkOf({ name, unit, value, range }: v.InferOutput<typeof file>[number]): ForeignBenchmark {
  const names = splitBenchmarkName(name, 'benchmark');
  const ns = nanosecondsIn(unit.replace(/\/(?:op|iter|call)$/, ''));
  if (ns === undefined) return { ...names, failure: `expected a unit of time, got ${unit}` };
  const spread = Number(String(range ?? '').replace(/^[±+\-/\s]+/, ''));
  return {
    ...names,
    summary: { median: value * ns, ...(range !== undefined && Number.isFinite(spread) ? { mad: Math.abs(spread) * ns } : {}) },
  };
}
