import type { Box } from './box.ts';
import type { Gradient, Objective } from './minimize.ts';

/** A function to minimize, with its calls counted. */
export interface Problem {
  /** Calls so far. */
  readonly evaluations: number;
  /** Whether no more calls are left. */
  readonly isExhausted: boolean;
  /** `Infinity` where the function has no value. */
  valueAt(x: Float64Array): number;
  /** Writes the slope to `out`. `value` is that at `x`. */
  slopeAt(x: Float64Array, value: number, out: Float64Array): void;
  /** Uses differences over both sides from now on: twice the calls, far more exact. Whether that is a change. */
  refine(): boolean;
}

const oneSided = Math.sqrt(Number.EPSILON);
const twoSided = Math.cbrt(Number.EPSILON);

export function createProblem(objective: Objective, box: Box, gradient: Gradient | undefined, maxEvaluations: number): Problem {
  let evaluations = 0;
  let isRefined = gradient !== undefined;

  const valueAt = (x: Float64Array): number => {
    evaluations++;
    const value = objective(x);
    return Number.isNaN(value) ? Infinity : value;
  };

  /** Every number is moved by a little, inside the bounds, and put back. */
  function differences(x: Float64Array, value: number, out: Float64Array): void {
    for (let index = 0; index < x.length; index++) {
      const at = x[index] as number;
      const step = (isRefined ? twoSided : oneSided) * Math.max(1, Math.abs(at));
      const up = Math.min(at + step, box.high[index] as number);
      const down = Math.max(at - step, box.low[index] as number);
      // The side with more room, unless both are wanted.
      const usesUp = isRefined || up - at >= at - down;
      const usesDown = isRefined || !usesUp;
      x[index] = up;
      const above = usesUp && up > at ? valueAt(x) : value;
      x[index] = down;
      const below = usesDown && down < at ? valueAt(x) : value;
      x[index] = at;
      const width = (usesUp ? up : at) - (usesDown ? down : at);
      const slope = width > 0 ? (above - below) / width : 0;
      out[index] = Number.isFinite(slope) ? slope : 0;
    }
  }

  return {
    get evaluations() {
      return evaluations;
    },
    get isExhausted() {
      return evaluations >= maxEvaluations;
    },
    valueAt,
    slopeAt: (x, value, out) => (gradient ? gradient(x, out) : differences(x, value, out)),
    refine() {
      const isChange = !isRefined;
      isRefined = true;
      return isChange;
    },
  };
}
