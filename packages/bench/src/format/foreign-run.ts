import {
  type BenchCase,
  type BenchFork,
  type BenchReport,
  type BenchVariant,
  type EnvironmentCapture,
  type Finding,
  type ParamValue,
  type Resources,
  schemaUrls,
  type Summary,
} from '@nsi/core/report';
import { summarize } from '../stats/summary.ts';

/** What an importer found, before it is made into a report. */
export interface ForeignRun {
  readonly tool: string;
  readonly toolVersion?: string;
  readonly createdAt?: string;
  readonly environment?: Partial<EnvironmentCapture>;
  readonly benchmarks: readonly ForeignBenchmark[];
  readonly findings?: readonly Finding[];
}

/** One implementation of one case, as another tool measured it. Times are nanoseconds of one call. */
export interface ForeignBenchmark {
  readonly caseId: string;
  readonly variant: string;
  readonly isBaseline?: boolean;
  readonly params?: Readonly<Record<string, ParamValue>>;
  /** Raw samples where the format keeps them; the summary is then made from them. */
  readonly forks?: readonly BenchFork[];
  /** What the format says of the distribution; what it leaves out is taken from `median`. */
  readonly summary?: Partial<Summary> & { readonly median: number };
  readonly throughput?: { readonly bytesPerSecond?: number; readonly itemsPerSecond?: number };
  readonly resources?: Resources;
  readonly failure?: string;
}

/**
 * A report of a foreign run. Benchmarks of one case id become its variants, the first (or the one marked) being the baseline.
 * There are no comparisons: the tools measure one variant after the other, and such ratios are mostly drift.
 */
export function reportOfForeignRun(run: ForeignRun): BenchReport {
  return {
    $schema: schemaUrls['nsi.bench'],
    kind: 'nsi.bench',
    schemaVersion: 1,
    createdAt: run.createdAt ?? new Date(0).toISOString(),
    isComplete: true,
    tool: { name: run.tool, version: run.toolVersion ?? 'unknown' },
    method: { name: `imported from ${run.tool}`, options: {} },
    environment: { ...unknownEnvironment, ...run.environment },
    cases: [...Map.groupBy(run.benchmarks, ({ caseId }) => caseId)].map(([id, benchmarks]) => foreignCase(id, benchmarks)),
    findings: [...(run.findings ?? []), sequentialFinding(run.tool)],
  };
}

const unknownEnvironment: EnvironmentCapture = Object.freeze({
  node: 'unknown',
  v8: 'unknown',
  os: 'unknown',
  arch: 'unknown',
  cpuModel: 'unknown',
  cores: 1,
  memoryBytes: 0,
  loadAverage: [0, 0, 0] as const,
  flags: [],
});

function sequentialFinding(tool: string): Finding {
  return {
    id: 'imported-sequential',
    severity: 'note',
    certainty: 'certain',
    message: `${tool} measures one benchmark after the other, so differences between these figures may be drift of the machine.`,
    evidence: [],
  };
}

function foreignCase(id: string, benchmarks: readonly ForeignBenchmark[]): BenchCase {
  const failed = benchmarks.find(({ failure }) => failure !== undefined);
  const baseline = benchmarks.find(({ isBaseline }) => isBaseline) ?? benchmarks[0];
  return {
    id,
    suite: id.split('/', 1)[0] ?? id,
    category: 'imported',
    params: benchmarks.find(({ params }) => params !== undefined)?.params ?? {},
    status: failed === undefined ? 'ok' : 'failed',
    ...(failed?.failure === undefined ? {} : { failure: { code: 'NSI_BENCH_IMPORT', message: failed.failure, variant: failed.variant } }),
    unit: 'ns',
    better: 'lower',
    baseline: baseline?.variant ?? '',
    variants: benchmarks.filter(({ forks, summary }) => forks !== undefined || summary !== undefined).map(foreignVariant),
    comparisons: [],
  };
}

function foreignVariant({ variant, forks = [], summary, throughput, resources = {} }: ForeignBenchmark): BenchVariant {
  return {
    name: variant,
    forks,
    summary: forks.length > 0 ? summarize(callsOf(forks)) : completed(summary ?? { median: Number.NaN }),
    ...(throughput === undefined ? {} : { throughput }),
    resources,
    integrity: { status: 'not checked', mode: 'none' },
  };
}

/** Nanoseconds of one call in every block. */
export function callsOf(forks: readonly BenchFork[]): number[] {
  return forks.flatMap(({ samplesNs, callsPerSample }) => samplesNs.map((sample) => sample / callsPerSample));
}

/** A format that tells one figure tells nothing of the spread: every percentile is then that figure and `sampleCount` 1. */
function completed({ median, ...told }: Partial<Summary> & { readonly median: number }): Summary {
  return { sampleCount: 1, mad: 0, mean: median, min: median, p10: median, p90: median, p95: median, p99: median, ...told, median };
}
