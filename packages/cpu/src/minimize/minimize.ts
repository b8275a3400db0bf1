import { check } from '@nsi/core';
import * as v from 'valibot';
import { cpuError } from '../errors.ts';
import { createBox } from './box.ts';
import { minimizeByGradient } from './l-bfgs-b.ts';
import { minimizeBySimplex } from './nelder-mead.ts';
import { createProblem } from './problem.ts';

/** A function of several numbers, to be made small. `x` is the caller's to read, not to keep or change. */
export type Objective = (x: Float64Array) => number;

/** Writes the slope of the function at `x`, along each number, to `out`. */
export type Gradient = (x: Float64Array, out: Float64Array) => void;

/** What `minimize` can be told. */
export interface MinimizeOptions {
  /** Lowest and highest value of each number, `±Infinity` for none. The function is never called outside. Default: none. */
  readonly bounds?: readonly (readonly [low: number, high: number])[];
  /** Default: differences of values, which cost one more call for each number. */
  readonly gradient?: Gradient;
  /** `l-bfgs-b` for smooth functions of up to many thousand numbers; `nelder-mead` for a few numbers and functions with kinks or noise. Default `l-bfgs-b`. */
  readonly method?: 'l-bfgs-b' | 'nelder-mead';
  /** Ends when an iteration makes the value smaller by less than this share of it. From 0; default 2.2e-9. */
  readonly tolerance?: number;
  /** Ends when no slope that leads into the bounds is steeper. From 0; default 1e-5. */
  readonly gradientTolerance?: number;
  /** Default 15,000 for `l-bfgs-b`, 1000 for each number for `nelder-mead`. */
  readonly maxIterations?: number;
  /** Calls of the function. Default 100,000. */
  readonly maxEvaluations?: number;
}

/** Why a minimization ended: the first four mean that it found what it looked for as well as it could. */
export type MinimizeEnd = 'gradient' | 'reduction' | 'simplex' | 'step' | 'iterations' | 'evaluations';

/** What a minimization came to. */
export interface Minimum {
  readonly x: Float64Array;
  readonly value: number;
  readonly iterations: number;
  /** Calls of the function, those for the slope included. */
  readonly evaluations: number;
  readonly reason: MinimizeEnd;
  /** Whether it ended by itself and not for want of calls. It may still be a minimum of its surroundings only. */
  readonly hasConverged: boolean;
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const size = v.pipe(v.number(), v.finite(), v.minValue(0));

const optionsSchema = v.strictObject({
  bounds: v.optional(v.array(v.tuple([v.number(), v.number()]))),
  gradient: v.optional(v.custom<Gradient>((value) => typeof value === 'function', 'a function')),
  method: v.picklist(['l-bfgs-b', 'nelder-mead']),
  tolerance: size,
  gradientTolerance: size,
  maxIterations: v.optional(count),
  maxEvaluations: count,
});

const minimizeDefaults = Object.freeze({ method: 'l-bfgs-b', tolerance: 2.2e-9, gradientTolerance: 1e-5, maxEvaluations: 100_000 });

/**
 * The numbers near `start` for which `objective` is smallest, within bounds. A start outside of them is moved to the nearest point inside.
 * Throws `NSI_CPU_OPTION` for options it cannot use, `NSI_CPU_MINIMIZE_VALUE` when the function is not finite at the start.
 * @example
 * const { x } = minimize(([a = 0, b = 0]) => (a - 3) ** 2 + (b + 1) ** 2, [0, 0], { bounds: [[0, 2], [-5, 5]] });
 * // x is [2, -1]
 */
export function minimize(objective: Objective, start: ArrayLike<number>, options: MinimizeOptions = {}): Minimum {
  const settings = check(optionsSchema, { ...minimizeDefaults, ...options }, { path: 'minimize', code: 'NSI_CPU_OPTION' });
  const box = createBox(start, settings.bounds);
  const problem = createProblem(objective, box, settings.gradient, settings.maxEvaluations);
  const x = box.clip(Float64Array.from(start));
  const value = problem.valueAt(x);
  if (!Number.isFinite(value)) throw cpuError('NSI_CPU_MINIMIZE_VALUE', `expected a finite value at the start, got ${value}`);
  const { tolerance, gradientTolerance } = settings;
  const end =
    settings.method === 'l-bfgs-b'
      ? minimizeByGradient(problem, box, { x, value }, { tolerance, gradientTolerance, maxIterations: settings.maxIterations ?? 15_000 })
      : minimizeBySimplex(problem, box, { x, value }, { tolerance, maxIterations: settings.maxIterations ?? 1000 * x.length });
  const hasConverged = end.reason !== 'iterations' && end.reason !== 'evaluations';
  return { x: end.x, value: end.value, iterations: end.iterations, evaluations: problem.evaluations, reason: end.reason, hasConverged };
}
