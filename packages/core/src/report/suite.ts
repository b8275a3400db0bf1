/** One value of a suite's parameter. */
export type ParamValue = number | string | boolean;

/** Parameter name to the values it takes; a suite has one case for each combination. */
export type SuiteParams = Readonly<Record<string, readonly ParamValue[]>>;

/** One combination of a suite's parameters. */
export type CaseParams<Params extends SuiteParams> = { readonly [Name in keyof Params]: Params[Name][number] };

/**
 * A group of benchmarks as inert data: how to make the input, which implementations to run on it and how to tell that they agree.
 * Rooms and plugins offer them through `suites`; `@nsi/bench` runs them and also has a builder that makes them.
 * It is re-imported in every measuring process, so its module must have no side effects.
 */
export interface Suite<Params extends SuiteParams = SuiteParams, Context = unknown, Output = unknown> {
  /** Unique within its category, in kebab-case. */
  readonly name: string;
  /** The room or plugin it belongs to; `nsi bench --<category>` runs it. */
  readonly category: string;
  /** One sentence for the reader of the report: what is compared, with what. */
  readonly description?: string;
  readonly params?: Params;
  /** What the suite can take from `--input FILE`; left out, it takes none. */
  readonly input?: SuiteInput;
  /** Makes what the variants share, outside any measurement, once in each process. Seeded: equal in every process. */
  setup?(scope: SetupScope<Params>): Context | Promise<Context>;
  /** Releases what `setup` made. */
  teardown?(context: Context): void | Promise<void>;
  /** The implementations; exactly one has `isBaseline`. */
  readonly variants: readonly SuiteVariant<Params, Context, Output>[];
  readonly validate?: Validation<Output>;
  /** Bytes and items that one call works through, for throughput. */
  bytes?(context: Context): number;
  items?(context: Context): number;
  /** Name of the numeric parameter that cost is fitted against. */
  readonly complexity?: string & keyof Params;
  readonly expectations?: readonly Expectation[];
}

/** The file a suite takes in place of its synthetic input, given as `--input FILE`. */
export interface SuiteInput {
  /** What a usable file is, as the end of "expected …". */
  readonly accepts: string;
  /** File name endings, such as `.json`; left out, any. */
  readonly extensions?: readonly string[];
}

/** What `setup` makes the input of one case from. */
export interface SetupScope<Params extends SuiteParams = SuiteParams> {
  /** The values of this case. */
  readonly params: CaseParams<Params>;
  /** The level the run was asked for; variants that have levels follow it. */
  readonly level: 'conservative' | 'balanced' | 'aggressive';
  /** Uniform in [0, 1), the same sequence in every process. */
  readonly random: () => number;
  /** The user's own data: the bytes of `--input FILE`. */
  readonly input?: { readonly name: string; readonly bytes: Uint8Array };
}

/** One implementation in a suite: everything it needs is made in `create`, outside the timing. */
export interface SuiteVariant<Params extends SuiteParams = SuiteParams, Context = unknown, Output = unknown> {
  /** Unique within the suite; names the row in reports. */
  readonly name: string;
  /** Whether the others are compared with this one. Exactly one variant of a suite says so. */
  readonly isBaseline?: boolean;
  /** Makes the function that is timed. What it returns is compared with the baseline's output. */
  create(scope: VariantScope<Params, Context>): VariantRun<Output> | Promise<VariantRun<Output>>;
  /** Figures that are not time, such as the size of what it makes; taken once a case, outside any timing. */
  measures?(scope: VariantScope<Params, Context>): readonly Measure[] | Promise<readonly Measure[]>;
}

/** A figure beside time. A suite uses the same names for all its variants, so that they can be compared. */
export interface Measure {
  /** What it is, such as `packed size`. */
  readonly name: string;
  readonly value: number;
  readonly unit: 'bytes' | 'count' | 'ratio';
  readonly better: 'higher' | 'lower';
}

/** The function that is timed: one call is one unit of work. A promise is awaited within the timing. */
export type VariantRun<Output> = () => Output | Promise<Output>;

/** What a variant is made from. All variants of a case share one `context`, so none may change it. */
export interface VariantScope<Params extends SuiteParams, Context> {
  /** What `setup` returned. */
  readonly context: Context;
  readonly params: CaseParams<Params>;
  readonly level: 'conservative' | 'balanced' | 'aggressive';
}

/** How two outputs are compared: every value and every bit unless a tolerance is given. */
export type Validation<Output> =
  | { readonly mode: 'deepEqual'; readonly float?: { readonly relative?: number; readonly absolute?: number } }
  | { readonly mode: 'bytes' | 'hash' }
  | {
      readonly mode: 'custom';
      /** True when they agree; a sentence that says how they differ otherwise. */
      check(expected: Output, actual: Output): boolean | string;
    };

/** What the suite's author promises: `candidate` is faster than `than` by at least the share `by` (0–1). */
export interface Expectation {
  readonly candidate: string;
  readonly than: string;
  readonly by: number;
}

/** Fixes the types of a suite written as data. */
export function defineSuite<const Params extends SuiteParams, Context, Output>(
  suite: Suite<Params, Context, Output>,
): Suite<Params, Context, Output> {
  return Object.freeze(suite);
}
