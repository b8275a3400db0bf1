import { check, type StandardSchema } from '@nsi/core';
import * as v from 'valibot';

/** How sure a run wants to be: `strict` for a verdict on a per cent, `standard` for daily work, `quick` for a look (never fails CI). */
export type BenchLevel = 'strict' | 'standard' | 'quick';

/** Every number of the method `paired-forks-v1`. */
export interface MethodOptions {
  /** CPU milliseconds every variant runs in each fork before anything is timed. */
  readonly warmupCpuMs: number;
  /** Rounds in each fork; each runs one block of every variant, in random order. */
  readonly rounds: number;
  /** Aimed length of one block, in nanoseconds. A call that takes longer is a block of its own. */
  readonly blockNs: number;
  /** Wall milliseconds that the rounds of one fork may take for each variant; slow calls get fewer rounds. */
  readonly maxVariantMs: number;
  /** Forks before the first look at the interval. */
  readonly minForks: number;
  /** Forks after which the answer stands as it is. */
  readonly maxForks: number;
  /** The run stops when half of the interval's width is below this ratio. Never on significance. */
  readonly halfWidthRatio: number;
  /** Of the interval, 0–1. */
  readonly confidence: number;
  /** Share of forks set aside at each end by the trimmed mean, 0–0.5. */
  readonly trimRatio: number;
  /** How the blocks of a fork become one ratio: from the fastest blocks of consecutive bands of rounds, or from a low quantile of all blocks. */
  readonly estimator: 'band minimum' | 'quantile';
  /** Rounds of one band. */
  readonly bandRounds: number;
  /** Which quantile, 0–1. */
  readonly quantile: number;
  /** A difference must be larger than this to be called a regression or an improvement. */
  readonly differenceRatio: number;
  /** The whole interval must lie inside this to be called no change. */
  readonly equivalenceRatio: number;
  /** Processes that run one variant alone, for peak memory, page faults and input and output. */
  readonly soloForks: number;
  /** Whether verdicts may fail CI. */
  readonly mayFail: boolean;
}

/** The method at every level: data, one frozen table. */
export const methodLevels: Readonly<Record<BenchLevel, MethodOptions>> = Object.freeze({
  strict: method({ minForks: 7, maxForks: 15, halfWidthRatio: 0.01, warmupCpuMs: 600 }),
  standard: method({ minForks: 7, maxForks: 12, halfWidthRatio: 0.015, warmupCpuMs: 600 }),
  quick: method({ minForks: 3, maxForks: 3, halfWidthRatio: 0.05, warmupCpuMs: 350, mayFail: false }),
});

const positive = v.pipe(v.number(), v.minValue(0));
const share = v.pipe(positive, v.maxValue(1));
const wholeFrom1 = v.pipe(v.number(), v.integer(), v.minValue(1));
/** Schema of the method's numbers. */
export const methodOptions: StandardSchema<unknown, MethodOptions> = v.strictObject({
  warmupCpuMs: v.pipe(positive, v.description('CPU milliseconds every variant runs in each fork before anything is timed.')),
  rounds: v.pipe(wholeFrom1, v.description('Rounds in each fork; each runs one block of every variant, in random order.')),
  blockNs: v.pipe(positive, v.description('Aimed length of one block, in nanoseconds.')),
  maxVariantMs: v.pipe(positive, v.description('Milliseconds that the rounds of one fork may take for each variant.')),
  minForks: v.pipe(wholeFrom1, v.description('Forks before the first look at the interval.')),
  maxForks: v.pipe(wholeFrom1, v.description('Forks after which the answer stands as it is.')),
  halfWidthRatio: v.pipe(positive, v.description("The run stops when half of the interval's width is below this.")),
  confidence: v.pipe(share, v.maxValue(0.9999), v.description('Confidence of the interval.')),
  trimRatio: v.pipe(positive, v.maxValue(0.45), v.description('Share of forks that the trimmed mean sets aside at each end.')),
  estimator: v.pipe(v.picklist(['band minimum', 'quantile']), v.description('How the blocks of a fork become one ratio.')),
  bandRounds: v.pipe(wholeFrom1, v.description('Rounds of one band, for the estimator `band minimum`.')),
  quantile: v.pipe(share, v.description('Which quantile of the blocks counts, for the estimator `quantile`.')),
  differenceRatio: v.pipe(share, v.description('A difference must be larger than this to be a regression or an improvement.')),
  equivalenceRatio: v.pipe(share, v.description('The whole interval must lie inside this to be no change.')),
  soloForks: v.pipe(
    v.number(),
    v.integer(),
    v.minValue(0),
    v.description('Processes that run one variant alone, for memory, page faults and input and output.'),
  ),
  mayFail: v.pipe(v.boolean(), v.description('Whether verdicts may fail CI.')),
});

/** The level's method with `own` numbers in place of its own. Throws `NSI_BENCH_OPTION` for one out of range. */
export function methodOf(level: BenchLevel = 'standard', own: Partial<MethodOptions> = {}): MethodOptions {
  const given = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined)) as Partial<MethodOptions>;
  const checked = check(methodOptions, { ...methodLevels[level], ...given }, { code: 'NSI_BENCH_OPTION', path: 'method' });
  return Object.freeze({ ...checked, minForks: Math.min(checked.minForks, checked.maxForks) });
}

/** Bench's name of each level that every package has. */
export const benchLevels: Readonly<Record<'conservative' | 'balanced' | 'aggressive', BenchLevel>> = Object.freeze({
  conservative: 'strict',
  balanced: 'standard',
  aggressive: 'quick',
});

function method(own: Partial<MethodOptions>): MethodOptions {
  return Object.freeze({
    warmupCpuMs: 600,
    rounds: 400,
    blockNs: 500_000,
    maxVariantMs: 400,
    minForks: 7,
    maxForks: 12,
    halfWidthRatio: 0.015,
    confidence: 0.99,
    trimRatio: 0.15,
    estimator: 'band minimum',
    bandRounds: 20,
    quantile: 0.1,
    differenceRatio: 0.01,
    equivalenceRatio: 0.03,
    soloForks: 1,
    mayFail: true,
    ...own,
  });
}
