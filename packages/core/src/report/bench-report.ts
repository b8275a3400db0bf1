import type { EnvironmentCapture } from './environment.ts';
import type { Finding } from './finding.ts';
import type { Measure, ParamValue } from './suite.ts';

/** The four verdicts of a comparison. */
export type Verdict = 'regression' | 'improvement' | 'no change' | 'inconclusive';

/**
 * What one run of `@nsi/bench` measured, as JSON: read it with `parseBenchReport`. Times are nanoseconds, sizes bytes, ratios and shares
 * plain numbers (1 is the whole).
 */
export interface BenchReport {
  /** Where the JSON Schema of this file is, for editors; see `schemaUrls`. Not read here. */
  readonly $schema: string;
  readonly kind: 'nsi.bench';
  /** A reader takes this version and every older one; a newer one is `NSI_CORE_REPORT_VERSION`. */
  readonly schemaVersion: 1;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** False when the run was interrupted: `cases` holds what was done. */
  readonly isComplete: boolean;
  readonly tool: { readonly name: string; readonly version: string };
  readonly method: BenchMethod;
  readonly environment: EnvironmentCapture;
  readonly cases: readonly BenchCase[];
  /** What the reader should know about the machine and the run, such as steal or load. */
  readonly findings: readonly Finding[];
}

/** How the numbers were made: the name of the method and every option that was in force. */
export interface BenchMethod {
  readonly name: string;
  readonly options: Readonly<Record<string, number | string | boolean>>;
}

/** One workload at one size. */
export interface BenchCase {
  /** `suite/param=value,…`: unique within the report. */
  readonly id: string;
  readonly suite: string;
  readonly category: string;
  readonly description?: string;
  readonly params: Readonly<Record<string, ParamValue>>;
  /** Where the input came from when it was not synthetic, such as a file name. */
  readonly input?: string;
  readonly status: 'ok' | 'failed' | 'interrupted';
  /** Why the case failed. */
  readonly failure?: CaseFailure;
  readonly unit: 'ns';
  readonly better: 'lower';
  /** Name of the variant that the others are compared with. */
  readonly baseline: string;
  readonly variants: readonly BenchVariant[];
  readonly comparisons: readonly Comparison[];
}

/** Why a case has no result: its setup or one of its variants threw, or outputs did not agree. */
export interface CaseFailure {
  /** Stable code of the tool's error table (`NSI_BENCH_…`), whatever the variant itself threw. */
  readonly code: string;
  readonly message: string;
  /** The variant that failed; left out when the case failed before or beside any variant. */
  readonly variant?: string;
}

/** One implementation's measurements. Raw samples are kept: a block's wall time in nanoseconds, grouped by process. */
export interface BenchVariant {
  readonly name: string;
  readonly forks: readonly BenchFork[];
  /** Over the nanoseconds of one call, all forks pooled. */
  readonly summary: Summary;
  readonly throughput?: { readonly bytesPerSecond?: number; readonly itemsPerSecond?: number };
  /** Figures beside time, as the suite took them. */
  readonly measures?: readonly Measure[];
  readonly resources: Resources;
  readonly integrity: Integrity;
}

/** The samples of one variant from one process, in the order they were taken. */
export interface BenchFork {
  /** Calls in each block: `samplesNs[i] / callsPerSample` is one call. */
  readonly callsPerSample: number;
  /** Wall time of each block of calls, in nanoseconds. */
  readonly samplesNs: readonly number[];
}

/** Order statistics of one sample, in the unit of its values. Run times are skewed: compare medians; `mean` is there for totals. */
export interface Summary {
  readonly sampleCount: number;
  readonly median: number;
  /** Median absolute deviation from `median`, unscaled. */
  readonly mad: number;
  readonly mean: number;
  readonly min: number;
  /** Percentiles: a tenth of the sample lies below `p10`, one in a hundred above `p99`. */
  readonly p10: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
}

/** What one variant used, as means over its forks; `undefined` where the system does not tell. */
export interface Resources {
  /** CPU nanoseconds a call, user and system. */
  readonly cpuUserNs?: number;
  readonly cpuSystemNs?: number;
  /** Highest resident set of a process that ran this variant (shared with the other variants of an interleaved case). */
  readonly rssPeakBytes?: number;
  /** Heap bytes allocated by one call; exactly 0 where nothing allocates. */
  readonly allocatedBytes?: number;
  readonly gcCount?: number;
  readonly gcNs?: number;
  readonly loopDelayP99Ns?: number;
  readonly pageFaults?: number;
  readonly contextSwitches?: number;
  readonly fsBytes?: number;
  readonly networkBytes?: number;
  readonly instructions?: number;
}

/** Whether a variant's output equals the baseline's, and how that was told. */
export interface Integrity {
  readonly status: 'ok' | 'failed' | 'not checked';
  readonly mode: string;
  /** SHA-256 of the output where the mode makes one. */
  readonly digest?: string;
  /** The first difference, when `status` is `failed`. */
  readonly difference?: Difference;
}

/** The first place where a variant's output is not what the baseline's is. Values are shown as shortened text. */
export interface Difference {
  /** Where: a path such as `[3].name`, or a byte or element index as text. */
  readonly at: string;
  readonly expected: string;
  readonly actual: string;
}

/** Candidate time over baseline time. Below 1 the candidate is faster. */
export interface Comparison {
  readonly baseline: string;
  readonly candidate: string;
  readonly ratio: number;
  /** Confidence interval of `ratio`. */
  readonly interval: readonly [low: number, high: number];
  /** Of the interval, 0–1. */
  readonly confidence: number;
  readonly method: string;
  readonly verdict: Verdict;
  /** The estimate of each process: the sample that the interval is made from. */
  readonly forkRatios: readonly number[];
  /** Processes that would probably decide an inconclusive comparison. */
  readonly moreForks?: number;
  /** An expectation the suite stated for this candidate, and whether it held. */
  readonly expectation?: { readonly text: string; readonly holds: boolean };
}
