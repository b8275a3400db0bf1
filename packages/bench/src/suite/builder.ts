import type {
  Expectation,
  Measure,
  SetupScope,
  Suite,
  SuiteInput,
  SuiteParams,
  SuiteVariant,
  Validation,
  VariantRun,
  VariantScope,
} from '@nsi/core/report';

/** What a suite is, beside what its builder adds. */
export interface SuiteOptions<Params extends SuiteParams> {
  /** The room or plugin it belongs to; `--<category>` runs it. */
  readonly category: string;
  /** One sentence: what is compared, with what. */
  readonly description?: string;
  /** Parameter names with the values they take: one case for each combination. */
  readonly params?: Params;
  /** What the suite takes from `--input FILE`. */
  readonly input?: SuiteInput;
}

// oxlint-disable-next-line typescript/no-explicit-any -- what `setup` returns is not known to a builder that is not chained on.
type UnknownContext = any;

/** Adds the parts of a suite. Every method returns the builder; chained from `setup`, the context is typed by what `setup` returns. */
export interface SuiteBuilder<Params extends SuiteParams, Context = UnknownContext> {
  /** Makes what the variants share, once in each process, outside any measurement. Nothing may change it: scratch space belongs to a variant. */
  setup<NewContext>(make: (scope: SetupScope<Params>) => NewContext | Promise<NewContext>): SuiteBuilder<Params, NewContext>;
  /** Releases what `setup` made. */
  teardown(release: (context: Context) => void | Promise<void>): SuiteBuilder<Params, Context>;
  /** The implementation that the others are compared with, and whose output is right. */
  baseline<Output>(
    name: string,
    create: CreateRun<Params, Context, Output>,
    measures?: TakeMeasures<Params, Context>,
  ): SuiteBuilder<Params, Context>;
  /** Another implementation. `create` runs once in each process; only the function it returns is timed. `measures` are its figures beside time. */
  variant<Output>(
    name: string,
    create: CreateRun<Params, Context, Output>,
    measures?: TakeMeasures<Params, Context>,
  ): SuiteBuilder<Params, Context>;
  /** How outputs are compared: by a mode (default `deepEqual`, every bit), or by a function that says whether they agree or how they differ. */
  validate<Output>(rule: Validation<Output> | ((expected: Output, actual: Output) => boolean | string)): SuiteBuilder<Params, Context>;
  /** Bytes that one call works through, for throughput. */
  bytes(count: (context: Context) => number): SuiteBuilder<Params, Context>;
  /** Items that one call works through, for throughput. */
  items(count: (context: Context) => number): SuiteBuilder<Params, Context>;
  /** Fits cost against this numeric parameter. */
  complexity(param: keyof Params & string): SuiteBuilder<Params, Context>;
  /** A promise that the report judges: `candidate` is faster than another variant by at least the share `by` (0–1; default: at all). */
  expect(candidate: string, promise: { readonly fasterThan: string; readonly by?: number }): SuiteBuilder<Params, Context>;
}

/** Prepares a variant, once in each process and outside any measurement, and returns the function that is timed. May be async. */
export type CreateRun<Params extends SuiteParams, Context, Output> = (
  scope: VariantScope<Params, Context>,
) => VariantRun<Output> | Promise<VariantRun<Output>>;

export type TakeMeasures<Params extends SuiteParams, Context> = (scope: VariantScope<Params, Context>) => readonly Measure[];

/** Collects what `define` adds, as inert data. */
export function buildSuite<const Params extends SuiteParams>(
  name: string,
  { category, description, params, input }: SuiteOptions<Params>,
  define: (suite: SuiteBuilder<Params>) => unknown,
): Suite {
  const variants: SuiteVariant[] = [];
  const expectations: Expectation[] = [];
  const parts: { -readonly [Part in 'setup' | 'teardown' | 'validate' | 'bytes' | 'items' | 'complexity']?: Suite[Part] } = {};
  const chained = (): SuiteBuilder<Params> => builder;

  const builder: SuiteBuilder<Params> = {
    setup(make) {
      parts.setup = make;
      return chained();
    },
    teardown(release) {
      parts.teardown = release;
      return chained();
    },
    baseline(variant, create, measures) {
      variants.push({ name: variant, isBaseline: true, ...making(create, measures) });
      return chained();
    },
    variant(variant, create, measures) {
      variants.push({ name: variant, ...making(create, measures) });
      return chained();
    },
    validate(rule) {
      parts.validate = typeof rule === 'function' ? { mode: 'custom', check: rule } : rule;
      return chained();
    },
    bytes(count) {
      parts.bytes = count;
      return chained();
    },
    items(count) {
      parts.items = count;
      return chained();
    },
    complexity(param) {
      parts.complexity = param;
      return chained();
    },
    expect(candidate, { fasterThan, by = 0 }) {
      expectations.push({ candidate, than: fasterThan, by });
      return chained();
    },
  };
  define(builder);

  return Object.freeze({
    name,
    category,
    ...(description === undefined ? {} : { description }),
    ...(params === undefined ? {} : { params }),
    ...(input === undefined ? {} : { input }),
    ...parts,
    variants: Object.freeze(variants),
    ...(expectations.length === 0 ? {} : { expectations: Object.freeze(expectations) }),
  });
}

function making<Params extends SuiteParams, Context, Output>(
  create: CreateRun<Params, Context, Output>,
  measures: TakeMeasures<Params, Context> | undefined,
): Pick<SuiteVariant, 'create' | 'measures'> {
  return { create, ...(measures ? { measures } : {}) };
}
