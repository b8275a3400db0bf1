import type { RunListener } from '../engine/events.ts';
import type { DerivedMetric } from './define-metric.ts';
import type { BenchLevel, MethodOptions } from '../options.ts';

/** How `runSuites` and `runFiles` run. Every field has a default. */
export interface RunOptions {
  /** Default `standard`. */
  readonly level?: BenchLevel;
  /** Single numbers of the method, over those of the level. */
  readonly method?: Partial<MethodOptions>;
  /** Level handed to the suites' own set-up. Default `balanced`. */
  readonly suiteLevel?: 'conservative' | 'balanced' | 'aggressive';
  /** Only suites of these categories; default all. */
  readonly categories?: readonly string[];
  /** Only cases whose id contains this text, or matches when it is a regular expression. */
  readonly filter?: string | RegExp;
  /** A file whose bytes are handed to the suites that take an input; suites that take none are left out. */
  readonly inputFile?: string;
  /** Time for the whole run. Forks, rounds and warm-up shrink to fit, in this order; then sizes are left out, but one a suite. The report says so. */
  readonly budgetMs?: number;
  /** A variant that says nothing for so long is killed. Default 60 000; imports and set-up may take a minute in any case. */
  readonly timeoutMs?: number;
  /** A fork above this resident size is killed. Default: half of the memory the process may use. */
  readonly maxForkBytes?: number;
  /** Which differences are measured again on fresh forks before they are called so. Default `none`. */
  readonly confirm?: 'none' | 'regressions' | 'differences';
  /**
   * Counts the CPU instructions of each variant too, with `perf` or valgrind: slow, and free of the machine's noise. Default false.
   * Rejects with `NSI_BENCH_INSTRUCTIONS` where there is neither.
   */
  readonly instructions?: boolean;
  /** Of all random orders. Default: drawn; the report's method options tell it. */
  readonly seed?: number;
  /** Flags for the measuring processes' Node, such as `--max-old-space-size=512`. */
  readonly nodeArgs?: readonly string[];
  /** Figures made from what was measured, made with `defineMetric`. */
  readonly metrics?: readonly DerivedMetric[];
  /** Ends the run: the report then holds what was done, with `isComplete: false`. */
  readonly signal?: AbortSignal;
  /** Progress. */
  readonly onEvent?: RunListener;
}
