import type { Level } from '../config/level.ts';
import type { Limits } from '../config/limits.ts';
import type { CommandGroup } from '../cli/command.ts';
import type { StandardSchema } from '../options/standard-schema.ts';
import type { Metric } from '../recorder/metric.ts';
import type { Recorder } from '../recorder/recorder.ts';
import type { Finding } from '../report/finding.ts';
import type { Suite } from '../report/suite.ts';

/** What `setup` is given beside its options. */
export interface SetupContext {
  readonly level: Level;
  /** Hard bounds of the whole process, shared by all optimizers. */
  readonly limits: Limits;
  readonly recorder: Recorder;
  /** Aborted when the host is disposed. */
  readonly signal: AbortSignal;
}

/** What `setup` returns: live, and released by disposing it. */
export type Handle = AsyncDisposable | Disposable;

/** A profiler rule: evidence in, findings out. The profiler says which evidence there is. */
export interface Rule<Evidence = unknown> {
  readonly id: string;
  /** Names of the evidence it reads. */
  readonly needs: readonly string[];
  readonly summary: string;
  test(evidence: Evidence): readonly Finding[];
}

/** A module that is loaded when it is first needed; its default export is taken. */
export type LazyModule<Value> = () => Promise<{ readonly default: Value }>;

/** Everything the toolkit knows about an optimizer. Built-in rooms use this contract without privilege. */
export interface Plugin<Options = unknown, H extends Handle = Handle> {
  /** Version of this contract. */
  readonly apiVersion: 1;
  /** Configuration section, CLI group and metric prefix (`nsi_<name>_`). Lower case, digits and hyphens. */
  readonly name: string;
  /** One sentence for `--help` and the documentation. */
  readonly summary?: string;
  /** Standard Schema of the section without `enabled` and `level`. */
  readonly options: StandardSchema<unknown, Options>;
  /** Defaults of every option for every level; environment variables are derived from these names. */
  readonly levels: Readonly<Record<Level, Readonly<Record<string, unknown>>>>;
  /**
   * Makes the handle, once, when it is first asked for. The host disposes what it returns; after a failure the next request calls it
   * again.
   */
  setup(options: Options, context: SetupContext): H | Promise<H>;
  /** The plain, unoptimized twin with the same interface: what `enabled: false` gives. */
  plain?(options: Options, context: SetupContext): H | Promise<H>;
  /** Benchmarks that `nsi bench --<name>` runs. */
  readonly suites?: LazyModule<readonly Suite[]>;
  /** What the profiler tests its evidence with. */
  readonly rules?: LazyModule<readonly Rule[]>;
  /** Commands under `nsi <name> …`. */
  readonly commands?: LazyModule<CommandGroup['commands']>;
  /** What it records, by short name. A metric has one owner: the host refuses a plugin whose metric another has. */
  readonly metrics?: Readonly<Record<string, Metric>>;
}
