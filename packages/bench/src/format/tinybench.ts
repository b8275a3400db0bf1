import * as v from 'valibot';
import { splitBenchmarkName } from './benchmark-name.ts';
import { amount, isRecord, readForeignJson } from './foreign-json.ts';
import { type ForeignBenchmark, reportOfForeignRun } from './foreign-run.ts';
import { defineImporter, type ForeignDocument, type Importer } from './importer.ts';

const nsPerMillisecond = 1e6;

/**
 * Reads what people write of a tinybench run: `JSON.stringify(bench.tasks.map((task) => ({ name: task.name, ...task.result })))`
 * (also with the result under `result`), or `JSON.stringify(bench.table())`.
 */
export const tinybenchImporter: Importer = defineImporter({
  name: 'tinybench',
  summary: 'tinybench tasks or table(), as JSON',
  accepts: ({ json }) =>
    listOf(json).length > 0 &&
    listOf(json).every((entry) => isRecord(entry) && (isTask(entry) || 'Task name' in entry || 'Task Name' in entry)),
  read(document) {
    const entries = listOf(document.json);
    const isTable = entries.some((entry) => isRecord(entry) && !isTask(entry));
    return reportOfForeignRun({
      tool: 'tinybench',
      benchmarks: isTable ? benchmarksOfTable(entries, document) : benchmarksOfTasks(entries, document),
    });
  },
});

const tasks = v.array(
  v.object({
    name: v.string(),
    latency: v.optional(
      v.object({
        mean: amount,
        p50: v.optional(amount),
        min: v.optional(amount),
        p99: v.optional(amount),
        mad: v.optional(amount),
        samples: v.optional(v.array(amount), []),
      }),
    ),
    error: v.optional(v.object({ message: v.optional(v.string()) })),
  }),
);

const table = v.array(v.record(v.string(), v.unknown()));

function listOf(json: unknown): readonly unknown[] {
  if (Array.isArray(json)) return json;
  if (isRecord(json) && Array.isArray(json['tasks'])) return json['tasks'];
  return [];
}

function isTask(entry: Readonly<Record<string, unknown>>): boolean {
  return 'name' in entry && ('latency' in entry || 'error' in entry || isRecord(entry['result']));
}

function benchmarksOfTasks(entries: readonly unknown[], document: ForeignDocument): ForeignBenchmark[] {
  const flat = entries.map((entry) => (isRecord(entry) && isRecord(entry['result']) ? { name: entry['name'], ...entry['result'] } : entry));
  return readForeignJson(tasks, { ...document, json: flat }).map(({ name, latency, error }) => {
    const names = namesOf(name);
    if (latency === undefined) return { ...names, failure: error?.message ?? 'the task has no result' };
    const { samples, p50, mean, min, p99, mad } = latency;
    if (samples.length > 0)
      return { ...names, forks: [{ callsPerSample: 1, samplesNs: samples.map((sample) => sample * nsPerMillisecond) }] };
    const told = { mean, min, p99, mad };
    const summary = Object.fromEntries(
      Object.entries(told).flatMap(([key, value]) => (value === undefined ? [] : [[key, value * nsPerMillisecond]])),
    );
    return { ...names, summary: { ...summary, median: (p50 ?? mean) * nsPerMillisecond } };
  });
}

/** Cells are texts such as `45.19 ± 1.16%`. */
function benchmarksOfTable(entries: readonly unknown[], document: ForeignDocument): ForeignBenchmark[] {
  return readForeignJson(table, { ...document, json: entries }).map((row) => {
    const names = namesOf(String(row['Task name'] ?? row['Task Name']));
    if (typeof row['Error'] === 'string') return { ...names, failure: row['Error'] };
    const [median, mean] = ['med', 'avg'].map((figure) => Number.parseFloat(String(row[`Latency ${figure} (ns)`])));
    return { ...names, summary: { median: median ?? Number.NaN, ...(Number.isFinite(mean) ? { mean: mean as number } : {}) } };
  });
}

/** The tasks of one `Bench` are what it compares: variants of one case. */
function namesOf(name: string): { caseId: string; variant: string } {
  const named = splitBenchmarkName(name, '');
  return named.variant === '' ? { caseId: 'tinybench', variant: name } : named;
}
