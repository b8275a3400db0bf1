import type { Box } from './box.ts';
import type { Point, SearchEnd } from './l-bfgs-b.ts';
import type { Problem } from './problem.ts';

/**
 * Nelder and Mead's simplex with the coefficients that adapt to the number of dimensions (Gao and Han 2012), bent along the bounds. A simplex that
 * has come to rest is spread once more around its best point, since it may have flattened before it arrived.
 */
export function minimizeBySimplex(
  problem: Problem,
  box: Box,
  start: Point,
  options: { readonly tolerance: number; readonly maxIterations: number },
): SearchEnd {
  let iterations = 0;
  let best = start;
  for (;;) {
    const end = descend(best);
    const gained = best.value - end.value;
    best = end;
    if (end.reason !== 'simplex' || gained <= options.tolerance * Math.max(1, Math.abs(best.value))) return { ...end, iterations };
  }

  function descend(from: Point): SearchEnd {
    const { length } = from.x;
    const expansion = 1 + 2 / length;
    const contraction = 0.75 - 1 / (2 * length);
    const shrinkage = 1 - 1 / length;
    const simplex = spread(from);
    for (; ; iterations++) {
      simplex.sort((one, other) => one.value - other.value);
      const lowest = simplex[0] as Point;
      const worst = simplex[length] as Point;
      const end = (reason: SearchEnd['reason']): SearchEnd => ({ ...lowest, iterations, reason });
      if (isAtRest(simplex, options.tolerance)) return end('simplex');
      if (iterations >= options.maxIterations) return end('iterations');
      if (problem.isExhausted) return end('evaluations');

      const center = centerOf(simplex, length);
      const along = (factor: number): Point => pointAt(center.map((at, index) => at + factor * (at - (worst.x[index] as number))));
      const reflected = along(1);
      if (reflected.value < lowest.value) {
        const expanded = along(expansion);
        simplex[length] = expanded.value < reflected.value ? expanded : reflected;
      } else if (reflected.value < (simplex[length - 1] as Point).value) simplex[length] = reflected;
      else {
        const isOutside = reflected.value < worst.value;
        const contracted = along(isOutside ? contraction : -contraction);
        if (contracted.value <= Math.min(reflected.value, worst.value)) simplex[length] = contracted;
        else shrink(simplex, lowest, length === 1 ? 0.5 : shrinkage);
      }
    }
  }

  function pointAt(x: Float64Array): Point {
    box.clip(x);
    return { x, value: problem.valueAt(x) };
  }

  /** The point and one for each number, a twentieth away, to the side where there is room. */
  function spread(from: Point): Point[] {
    return [
      from,
      ...Array.from(from.x, (at, index) => {
        const x = Float64Array.from(from.x);
        const step = at === 0 ? 0.00025 : 0.05 * Math.abs(at);
        x[index] = at + step <= (box.high[index] as number) ? at + step : at - step;
        return pointAt(x);
      }),
    ];
  }

  function shrink(simplex: Point[], { x: low }: Point, share: number): void {
    for (let place = 1; place < simplex.length; place++) {
      const { x } = simplex[place] as Point;
      simplex[place] = pointAt(x.map((at, index) => (low[index] as number) + share * (at - (low[index] as number))));
    }
  }
}

/** The middle of all points but the worst. */
function centerOf(simplex: readonly Point[], length: number): Float64Array {
  const center = new Float64Array(length);
  for (const { x } of simplex.slice(0, length))
    for (let index = 0; index < length; index++) center[index] = (center[index] as number) + (x[index] as number) / length;
  return center;
}

/** Whether all values, and all points, are as good as one. */
function isAtRest(simplex: readonly Point[], tolerance: number): boolean {
  const lowest = simplex[0] as Point;
  const worst = simplex.at(-1) as Point;
  if (worst.value - lowest.value > tolerance * Math.max(1, Math.abs(lowest.value))) return false;
  const reach = Math.sqrt(tolerance);
  return simplex.every(({ x }) => x.every((at, index) => Math.abs(at - (lowest.x[index] as number)) <= reach * Math.max(1, Math.abs(at))));
}
