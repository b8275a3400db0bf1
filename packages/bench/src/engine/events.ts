import type { BenchCase, Finding } from '@nsi/core/report';

/** What a run tells while it goes on. Emitted by the parent process only, and only between forks, so that drawing disturbs no measurement. */
export type RunEvent =
  | RunPlanned
  | { readonly type: 'case started'; readonly id: string; readonly variants: readonly string[]; readonly progress: RunProgress }
  | { readonly type: 'fork started'; readonly id: string; readonly fork: ForkCount }
  | ForkFinished
  | { readonly type: 'case finished'; readonly case: BenchCase; readonly progress: RunProgress }
  | { readonly type: 'finding'; readonly finding: Finding };

/** First event of a run. */
export interface RunPlanned {
  readonly type: 'planned';
  /** Case ids, in the order they will run. */
  readonly cases: readonly string[];
  /** Time the whole run will probably take. */
  readonly estimatedMs: number;
}

/** A process ended. `dropped` says why when its measurement cannot be used. */
export interface ForkFinished {
  readonly type: 'fork finished';
  readonly id: string;
  readonly fork: ForkCount;
  readonly dropped?: string;
  /** What is known about each comparison so far; empty until two forks are there. */
  readonly comparisons: readonly ComparisonSoFar[];
  readonly progress: RunProgress;
}

/** Which process of a case: `number` counts from 1; `most` is the highest it can get. */
export interface ForkCount {
  readonly number: number;
  readonly most: number;
  readonly purpose: 'measure' | 'confirm' | 'solo' | 'count';
}

/** A comparison while forks still run: `ratio` is time of the candidate over time of the baseline, so below 1 is faster. */
export interface ComparisonSoFar {
  readonly baseline: string;
  readonly candidate: string;
  readonly ratio: number;
  readonly interval: readonly [low: number, high: number];
}

/** For a progress bar: `elapsedMs / (elapsedMs + remainingMs)`. */
export interface RunProgress {
  readonly casesDone: number;
  readonly caseCount: number;
  readonly elapsedMs: number;
  /** Estimated from the forks done so far. */
  readonly remainingMs: number;
}

/** Called with every event of a run, in order. */
export type RunListener = (event: RunEvent) => void;
