import { splitBenchmarkName } from './benchmark-name.ts';
import { type ForeignBenchmark, type ForeignRun, reportOfForeignRun } from './foreign-run.ts';
import { defineImporter, type Importer } from './importer.ts';
import { median } from '../stats/quantile.ts';
import { type Measurement, measurementsOf } from './measurement.ts';
import { defineReporter, type Reporter } from './reporter.ts';
import { nanosecondsIn } from './time-unit.ts';

/** Go's benchmark text, a line for each fork, so that `benchstat` can read it. */
export const goReporter: Reporter = defineReporter({
  name: 'go',
  summary: "Go's benchmark text, for benchstat",
  extension: '.txt',
  render(report) {
    const { os, arch, cpuModel, cores } = report.environment;
    const header = [`goos: ${oneLine(os)}`, `goarch: ${oneLine(arch)}`, `cpu: ${oneLine(cpuModel)}`];
    return `${[...header, ...measurementsOf(report).flatMap((measurement) => linesOf(measurement, cores))].join('\n')}\n`;
  },
});

/** Reads `go test -bench` output; lines of one name are samples of one benchmark. */
export const goImporter: Importer = defineImporter({
  name: 'go',
  summary: 'go test -bench',
  accepts: ({ json, text }) => json === undefined && /^Benchmark\S*\s+\d+\s+[\d.e+]+ \S+/m.test(text.slice(0, 100_000)),
  read({ text }) {
    const lines = text.split('\n').map((line) => line.trim());
    const results = lines.flatMap((line) => parseResult(line) ?? []);
    return reportOfForeignRun({
      tool: 'go',
      environment: environmentOf(lines),
      benchmarks: [...Map.groupBy(results, ({ name }) => name)].map(([name, rows]) => benchmarkOf(name, rows)),
    });
  },
});

interface GoResult {
  readonly name: string;
  readonly iterations: number;
  /** Unit to value, such as `ns/op` to 1234. */
  readonly values: ReadonlyMap<string, number>;
}

const resultPattern = /^Benchmark(\S*?)(?:-\d+)?\s+(\d+)\s+(.+)$/;

function parseResult(line: string): GoResult | undefined {
  const [, name, iterations, rest] = resultPattern.exec(line) ?? [];
  if (name === undefined || iterations === undefined || rest === undefined) return undefined;
  const words = rest.split(/\s+/);
  const values = new Map<string, number>();
  for (let i = 0; i + 1 < words.length; i += 2) {
    const value = Number(words[i]);
    if (!Number.isFinite(value) || value < 0) return undefined;
    values.set(words[i + 1] as string, value);
  }
  return { name, iterations: Number(iterations), values };
}

function benchmarkOf(name: string, rows: readonly GoResult[]): ForeignBenchmark {
  const names = splitBenchmarkName(decode(name), 'go');
  const times = rows.flatMap(({ values }) => timeOf(values) ?? []);
  if (times.length === 0) return { ...names, failure: 'no time per operation' };
  const bytes = rows.flatMap(({ values }) => values.get('B/op') ?? []);
  const rates = rows.flatMap(({ values }) => values.get('MB/s') ?? []);
  return {
    ...names,
    forks: times.map((time) => ({ callsPerSample: 1, samplesNs: [time] })),
    ...(rates.length === 0 ? {} : { throughput: { bytesPerSecond: median(rates) * 1e6 } }),
    resources: bytes.length === 0 ? {} : { allocatedBytes: median(bytes) },
  };
}

function timeOf(values: ReadonlyMap<string, number>): number | undefined {
  for (const [unit, value] of values) {
    const ns = unit.endsWith('/op') ? nanosecondsIn(unit.slice(0, -3)) : undefined;
    if (ns !== undefined) return value * ns;
  }
  return undefined;
}

function environmentOf(lines: readonly string[]): NonNullable<ForeignRun['environment']> {
  const value = (key: string): string | undefined => lines.find((line) => line.startsWith(`${key}: `))?.slice(key.length + 2);
  const [os, arch, cpuModel] = [value('goos'), value('goarch'), value('cpu')];
  return { ...(os === undefined ? {} : { os }), ...(arch === undefined ? {} : { arch }), ...(cpuModel === undefined ? {} : { cpuModel }) };
}

function linesOf({ name, variant: { forks, summary, resources, throughput } }: Measurement, cores: number): string[] {
  const rows =
    forks.length === 0
      ? [{ iterations: 1, time: summary.median }]
      : forks.map(({ callsPerSample, samplesNs }) => ({
          iterations: callsPerSample * samplesNs.length,
          time: median(samplesNs) / callsPerSample,
        }));
  const rate = throughput?.bytesPerSecond === undefined ? '' : `\t${throughput.bytesPerSecond / 1e6} MB/s`;
  const allocated = resources.allocatedBytes === undefined ? '' : `\t${resources.allocatedBytes} B/op`;
  return rows.map(({ iterations, time }) => `Benchmark${encode(name)}-${cores}\t${iterations}\t${time} ns/op${rate}${allocated}`);
}

/** Go's names have no blanks: they and `%` become `%20`, `%25` and so on. */
function encode(name: string): string {
  return name.replaceAll(/[\s%]/gu, (character) => encodeURIComponent(character));
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function oneLine(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ');
}
