/** What the last steps say about the curvature of a function. */
export interface Curvature {
  readonly isEmpty: boolean;
  /** A descent direction for the numbers that are free; 0 for the others. */
  direction(slope: Float64Array, free: Uint8Array): Float64Array;
  /** Takes a step into account. */
  add(x: Float64Array, slope: Float64Array, nextX: Float64Array, nextSlope: Float64Array): void;
  forget(): void;
}

interface Pair {
  /** How far it went. */
  readonly moved: Float64Array;
  /** How the slope changed. */
  readonly turned: Float64Array;
}

/** The last `max` steps, applied by the two-loop recursion (Nocedal 1980) within the numbers that are free. */
export function createCurvature(length: number, max: number): Curvature {
  let pairs: Pair[] = [];
  return {
    get isEmpty() {
      return pairs.length === 0;
    },
    direction(slope, free) {
      const direction = slope.map((along, index) => (free[index] === 1 ? -along : 0));
      const weights: number[] = [];
      // Only what curves upward among the free numbers may shape the step.
      const known = pairs.map((pair) => ({ ...pair, curve: freeDot(pair.moved, pair.turned, free) })).filter(({ curve }) => curve > 0);
      for (const { moved, turned, curve } of known.toReversed()) {
        const weight = freeDot(moved, direction, free) / curve;
        weights.push(weight);
        addScaled(direction, turned, -weight, free);
      }
      const last = known.at(-1);
      if (last) {
        const scale = last.curve / freeDot(last.turned, last.turned, free);
        for (let index = 0; index < length; index++) direction[index] = (direction[index] as number) * scale;
      }
      for (const { moved, turned, curve } of known) {
        const weight = weights.pop() as number;
        addScaled(direction, moved, weight - freeDot(turned, direction, free) / curve, free);
      }
      return direction;
    },
    add(x, slope, nextX, nextSlope) {
      const moved = nextX.map((at, index) => at - (x[index] as number));
      const turned = nextSlope.map((along, index) => along - (slope[index] as number));
      let curve = 0;
      let square = 0;
      for (let index = 0; index < length; index++) {
        curve += (moved[index] as number) * (turned[index] as number);
        square += (turned[index] as number) ** 2;
      }
      if (curve <= Number.EPSILON * square) return;
      pairs.push({ moved, turned });
      if (pairs.length > max) pairs.shift();
    },
    forget() {
      pairs = [];
    },
  };
}

function freeDot(one: Float64Array, other: Float64Array, free: Uint8Array): number {
  let sum = 0;
  for (let index = 0; index < one.length; index++) if (free[index] === 1) sum += (one[index] as number) * (other[index] as number);
  return sum;
}

function addScaled(target: Float64Array, source: Float64Array, scale: number, free: Uint8Array): void {
  for (let index = 0; index < target.length; index++) {
    if (free[index] === 1) target[index] = (target[index] as number) + scale * (source[index] as number);
  }
}
