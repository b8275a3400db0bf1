import type { Box } from './box.ts';
import { createCurvature } from './curvature.ts';
import type { MinimizeEnd } from './minimize.ts';
import type { Problem } from './problem.ts';

/** A point and its value. */
export interface Point {
  readonly x: Float64Array;
  readonly value: number;
}

/** Where an iteration ended. */
export interface SearchEnd extends Point {
  readonly iterations: number;
  readonly reason: MinimizeEnd;
}

const pairCount = 10;
/** Share of the decrease promised by the slope that a step must bring (Armijo). */
const enough = 1e-4;
/** Share of the slope that may be left after a step; steeper, and a longer one is tried (Wolfe). */
const steep = 0.9;
const maxTrials = 30;

/**
 * Limited-memory BFGS within bounds: numbers that a bound stops are held, the rest takes a quasi-Newton step, and the step is bent along the
 * bounds (Bertsekas 1982, "Projected Newton methods"; Nocedal and Wright 2006, algorithms 7.4 and 3.5).
 */
export function minimizeByGradient(
  problem: Problem,
  box: Box,
  start: Point,
  options: { readonly tolerance: number; readonly gradientTolerance: number; readonly maxIterations: number },
): SearchEnd {
  const { length } = start.x;
  const curvature = createCurvature(length, pairCount);
  let { x, value } = start;
  let slope = new Float64Array(length);
  const free = new Uint8Array(length);
  problem.slopeAt(x, value, slope);

  for (let iterations = 0; ; iterations++) {
    const end = (reason: MinimizeEnd): SearchEnd => ({ x, value, iterations, reason });
    if (freeSlope(x, slope, box) <= options.gradientTolerance) return end('gradient');
    if (iterations >= options.maxIterations) return end('iterations');
    if (problem.isExhausted) return end('evaluations');

    markFree(x, slope, box, free);
    const step = search(curvature.direction(slope, free)) ?? retry();
    if (step === undefined) {
      // The slope may be too coarse to go on; differences over both sides are far better.
      if (!problem.refine()) return end('step');
      problem.slopeAt(x, value, slope);
      continue;
    }
    curvature.add(x, slope, step.x, step.slope);
    const gained = value - step.value;
    const scale = Math.max(Math.abs(value), Math.abs(step.value), 1);
    ({ x, value, slope } = step);
    if (gained <= options.tolerance * scale) {
      if (!problem.refine()) return { x, value, iterations: iterations + 1, reason: 'reduction' };
      problem.slopeAt(x, value, slope);
    }
  }

  /** Straight down, when what was learned about the curvature leads nowhere. */
  function retry(): Step | undefined {
    if (curvature.isEmpty) return undefined;
    curvature.forget();
    return search(curvature.direction(slope, free));
  }

  /** A step along `direction` that is long enough and not too long. Bisection between the two, longer while nothing is too long. */
  function search(direction: Float64Array): Step | undefined {
    if (dot(direction, slope) >= 0) return undefined;
    let shortest = 0;
    let longest = Infinity;
    let length = curvature.isEmpty ? Math.min(1, 1 / Math.sqrt(dot(slope, slope))) : 1;
    let best: Step | undefined;
    for (let trial = 0; trial < maxTrials && !problem.isExhausted; trial++) {
      const at = moved(x, direction, length, box);
      const promised = dotDifference(slope, at, x);
      const found = problem.valueAt(at);
      if (found > value + enough * promised || promised >= 0 || found === Infinity) {
        if (best !== undefined) return best;
        longest = length;
        // The lowest point of the parabola through what is known, if it is well inside.
        const parabola = found < Infinity && promised < 0 ? (-promised * length) / (2 * (found - value - promised)) : 0;
        length = parabola > 0.1 * longest && parabola < 0.9 * longest ? Math.max(parabola, shortest) : (shortest + longest) / 2;
        if (length <= shortest || length < 1e-20) break;
        continue;
      }
      const slopeThere = new Float64Array(x.length);
      problem.slopeAt(at, found, slopeThere);
      const isBetter = best === undefined || found < best.value;
      if (isBetter) best = { x: at, value: found, slope: slopeThere };
      const isLong = dotDifference(slopeThere, at, x) >= steep * promised || longest < Infinity || isStopped(at, x, direction, box);
      if (isLong || !isBetter) return best;
      shortest = length;
      length *= 2;
    }
    return best;
  }
}

interface Step extends Point {
  readonly slope: Float64Array<ArrayBuffer>;
}

/** The steepest slope along which a number can still move. */
function freeSlope(x: Float64Array, slope: Float64Array, { low, high }: Box): number {
  let steepest = 0;
  for (let index = 0; index < x.length; index++) {
    const at = x[index] as number;
    const there = Math.min(high[index] as number, Math.max(low[index] as number, at - (slope[index] as number)));
    steepest = Math.max(steepest, Math.abs(there - at));
  }
  return steepest;
}

/** Marks the numbers that no bound stops. */
function markFree(x: Float64Array, slope: Float64Array, { low, high }: Box, free: Uint8Array): void {
  for (let index = 0; index < x.length; index++) {
    const at = x[index] as number;
    const down = slope[index] as number;
    free[index] = (at <= (low[index] as number) && down > 0) || (at >= (high[index] as number) && down < 0) ? 0 : 1;
  }
}

/** Whether every number that moves has come to a bound: a longer step would be the same one. */
function isStopped(at: Float64Array, x: Float64Array, direction: Float64Array, { low, high }: Box): boolean {
  for (let index = 0; index < x.length; index++) {
    if (direction[index] === 0) continue;
    if (at[index] !== low[index] && at[index] !== high[index]) return false;
  }
  return true;
}

function moved(x: Float64Array, direction: Float64Array, length: number, box: Box): Float64Array {
  return box.clip(x.map((at, index) => at + length * (direction[index] as number)));
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < one.length; index++) sum += (one[index] as number) * (other[index] as number);
  return sum;
}

/** `one · (to − from)`. */
function dotDifference(one: Float64Array, to: Float64Array, from: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < one.length; index++) sum += (one[index] as number) * ((to[index] as number) - (from[index] as number));
  return sum;
}
