import { studentTQuantile } from './student-t.ts';

/** Growth of cost with size. */
export type ComplexityClass = '1' | 'log n' | '√n' | 'n' | 'n log n' | 'n²' | 'n³';

/** The growth that `fitComplexity` found, how sure it is of it, and the curve itself. */
export interface ComplexityFit {
  /** The class that explains the measurements best. */
  readonly best: ComplexityClass;
  /** Another class that explains them nearly as well (AICc within 2). */
  readonly alternative?: ComplexityClass;
  /** Akaike weight of `best`, 0–1. */
  readonly weight: number;
  /** `overhead + cost · class(n)`, in the unit of the costs. */
  readonly overhead: number;
  readonly cost: number;
  /** Of `overhead + cost · n^exponent`, with its 95 % profile interval. */
  readonly exponent: number;
  readonly exponentInterval: readonly [low: number, high: number];
}

/** Six growing classes try to explain what noise left over: growth must be worth so much of the criterion before it is believed. */
const constantBonus = 4;

/** Size of the input and cost of one call. */
export interface CostPoint {
  readonly size: number;
  readonly cost: number;
}

const growth: Readonly<Record<ComplexityClass, (n: number) => number>> = {
  '1': () => 0,
  'log n': (n) => Math.log2(n),
  '√n': (n) => Math.sqrt(n),
  n: (n) => n,
  'n log n': (n) => n * Math.log2(n),
  'n²': (n) => n * n,
  'n³': (n) => n * n * n,
};

/**
 * How cost grows with size. Every class is fitted with a constant overhead and with weights that make errors relative;
 * the corrected Akaike criterion (Hurvich & Tsai 1989) chooses. `undefined` below four different sizes: nothing can be told then.
 */
export function fitComplexity(points: readonly CostPoint[]): ComplexityFit | undefined {
  const usable = points.filter(({ size, cost }) => size > 0 && cost > 0 && Number.isFinite(cost));
  if (new Set(usable.map(({ size }) => size)).size < 4) return undefined;

  const candidates = (Object.keys(growth) as ComplexityClass[])
    .map((name) => ({ name, ...fitLine(usable, growth[name]) }))
    .map((fit) => ({
      ...fit,
      criterion: correctedAkaike(fit.squaredError, usable.length, fit.parameters) - (fit.name === '1' ? constantBonus : 0),
    }))
    // A class that predicts no cost at all somewhere, such as log n without overhead at n = 1, explains nothing.
    .filter(({ criterion }) => Number.isFinite(criterion))
    .toSorted((left, right) => left.criterion - right.criterion);
  const [best, second] = candidates;
  if (best === undefined) return undefined;
  const total = candidates.reduce((sum, { criterion }) => sum + Math.exp((best.criterion - criterion) / 2), 0);

  return {
    best: best.name,
    ...(second !== undefined && second.criterion - best.criterion < 2 ? { alternative: second.name } : {}),
    weight: 1 / total,
    overhead: best.overhead,
    cost: best.cost,
    ...fitExponent(usable),
  };
}

interface Line {
  readonly overhead: number;
  readonly cost: number;
  /** Sum of squared relative errors. */
  readonly squaredError: number;
  /** Estimated numbers, the error's variance among them. */
  readonly parameters: number;
}

/** Least squares of `overhead + cost · f(n)` with relative errors. Neither part may be negative: time is not given back. */
function fitLine(points: readonly CostPoint[], f: (n: number) => number): Line {
  let weights = points.map(({ cost }) => 1 / cost ** 2);
  let line: Line = constant(points, weights);
  // Weights from the measured costs favour low outliers; weights from the fit do not.
  for (let pass = 0; pass < 3; pass += 1) {
    line = solve(points, weights, f);
    weights = points.map(({ size }) => 1 / Math.max(line.overhead + line.cost * f(size), Number.MIN_VALUE) ** 2);
  }
  const squaredError = points.reduce((sum, { size, cost }) => sum + Math.log(cost / (line.overhead + line.cost * f(size))) ** 2, 0);
  return { ...line, squaredError };
}

function solve(points: readonly CostPoint[], weights: readonly number[], f: (n: number) => number): Line {
  let w = 0;
  let x = 0;
  let y = 0;
  let xx = 0;
  let xy = 0;
  for (const [index, { size, cost }] of points.entries()) {
    const weight = weights[index] as number;
    const value = f(size);
    w += weight;
    x += weight * value;
    y += weight * cost;
    xx += weight * value * value;
    xy += weight * value * cost;
  }
  const determinant = w * xx - x * x;
  if (determinant <= 1e-12 * w * xx) return constant(points, weights);
  const cost = (w * xy - x * y) / determinant;
  const overhead = (y - cost * x) / w;
  if (cost <= 0) return constant(points, weights);
  if (overhead < 0) return { overhead: 0, cost: xy / xx, squaredError: 0, parameters: 3 };
  return { overhead, cost, squaredError: 0, parameters: 3 };
}

function constant(points: readonly CostPoint[], weights: readonly number[]): Line {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const overhead = points.reduce((sum, { cost }, index) => sum + (weights[index] as number) * cost, 0) / total;
  return { overhead, cost: 0, squaredError: 0, parameters: 2 };
}

/** An exact fit is bounded at a relative error of 1e-6: below that the criterion would only compare rounding. */
function correctedAkaike(squaredError: number, count: number, parameters: number): number {
  const variance = Math.max(squaredError / count, 1e-12);
  return count * Math.log(variance) + 2 * parameters + (2 * parameters * (parameters + 1)) / Math.max(count - parameters - 1, 0.5);
}

/** Best exponent on a grid of hundredths, and all exponents whose error is not significantly worse (profile likelihood, F test). */
function fitExponent(points: readonly CostPoint[]): { exponent: number; exponentInterval: readonly [number, number] } {
  const grid = Array.from({ length: 401 }, (_, step) => step / 100);
  const errors = grid.map((exponent) => fitLine(points, (n) => (exponent === 0 ? 0 : n ** exponent)).squaredError);
  const least = Math.max(Math.min(...errors), points.length * 1e-12);
  const degrees = Math.max(points.length - 3, 1);
  const bound = least * (1 + studentTQuantile(0.975, degrees) ** 2 / degrees);
  const inside = grid.filter((_, index) => (errors[index] as number) <= bound);
  return {
    exponent: grid[errors.indexOf(Math.min(...errors))] as number,
    exponentInterval: [inside[0] as number, inside.at(-1) as number],
  };
}
