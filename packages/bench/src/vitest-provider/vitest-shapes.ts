/** The part of vitest 5's benchmark contract that is used here. */
export interface BenchGroup {
  readonly test: { readonly context: { readonly signal?: AbortSignal; annotate?(message: string, type?: string): unknown } };
  readonly config: { readonly retainSamples: boolean };
  readonly registrations: readonly BenchRegistration[];
  /** What the caller of `bench.compare` asked for. */
  readonly options?: { readonly time?: number; readonly iterations?: number; readonly warmupTime?: number; readonly signal?: AbortSignal };
}

/** One function of a group, as vitest hands it to a provider. Hooks are never timed. */
export interface BenchRegistration {
  readonly name: string;
  readonly fn: () => unknown;
  readonly fnOpts?: {
    readonly beforeAll?: Hook;
    readonly afterAll?: Hook;
    readonly beforeEach?: Hook;
    readonly afterEach?: Hook;
  };
}

/** vitest calls hooks with the task as `this`; ours have none. */
export type Hook = (mode?: 'run' | 'warmup') => unknown;

/** Milliseconds, or operations a second, of one variant; the names are vitest's. */
export interface BenchStatistics {
  readonly aad: number;
  readonly critical: number;
  readonly df: number;
  readonly mad: number;
  readonly max: number;
  readonly mean: number;
  readonly min: number;
  readonly moe: number;
  readonly p50: number;
  readonly p75: number;
  readonly p99: number;
  readonly p995: number;
  readonly p999: number;
  readonly rme: number;
  readonly samples: number[] | undefined;
  readonly samplesCount: number;
  readonly sd: number;
  readonly sem: number;
  readonly variance: number;
}

/** What a provider gives vitest for one function: `latency`, `period` and `totalTime` in milliseconds, `throughput` in calls a second. */
export interface BenchResult {
  readonly name: string;
  readonly state: 'completed';
  readonly latency: BenchStatistics;
  readonly throughput: BenchStatistics;
  readonly period: number;
  readonly totalTime: number;
  readonly runtime: 'node';
  readonly runtimeVersion: string;
  readonly timestampProviderName: 'hrtimeNow';
}
