import fc from 'fast-check';
import { expect, test } from 'vitest';
import { minimize, type Gradient, type MinimizeOptions, type Objective } from './minimize.ts';

const at = (x: Float64Array, index: number): number => x[index] as number;

const rosenbrock: Objective = (x) => {
  let sum = 0;
  for (let index = 0; index + 1 < x.length; index++) sum += 100 * (at(x, index + 1) - at(x, index) ** 2) ** 2 + (1 - at(x, index)) ** 2;
  return sum;
};

const rosenbrockSlope: Gradient = (x, out) => {
  out.fill(0);
  for (let index = 0; index + 1 < x.length; index++) {
    const valley = at(x, index + 1) - at(x, index) ** 2;
    out[index] = at(out, index) - 400 * at(x, index) * valley - 2 * (1 - at(x, index));
    out[index + 1] = at(out, index + 1) + 200 * valley;
  }
};

const beale: Objective = (x) =>
  (1.5 - at(x, 0) + at(x, 0) * at(x, 1)) ** 2 +
  (2.25 - at(x, 0) + at(x, 0) * at(x, 1) ** 2) ** 2 +
  (2.625 - at(x, 0) + at(x, 0) * at(x, 1) ** 3) ** 2;
const booth: Objective = (x) => (at(x, 0) + 2 * at(x, 1) - 7) ** 2 + (2 * at(x, 0) + at(x, 1) - 5) ** 2;
const sphere: Objective = (x) => x.reduce((sum, one) => sum + one * one, 0);
/** Powell's singular function: its curvature vanishes at the minimum. */
const powell: Objective = (x) =>
  (at(x, 0) + 10 * at(x, 1)) ** 2 + 5 * (at(x, 2) - at(x, 3)) ** 2 + (at(x, 1) - 2 * at(x, 2)) ** 4 + 10 * (at(x, 0) - at(x, 3)) ** 4;

/** The largest difference of two numbers of one place. */
function distance(one: ArrayLike<number>, other: ArrayLike<number>): number {
  return Math.max(...Array.from(one, (value, index) => Math.abs(value - (other[index] as number))));
}

interface Known {
  readonly name: string;
  readonly objective: Objective;
  readonly start: readonly number[];
  readonly options?: MinimizeOptions;
  /** Minima with bounds agree with SciPy's `minimize(method='L-BFGS-B')`. */
  readonly value: number;
  readonly x?: readonly number[];
}

const known: readonly Known[] = [
  { name: 'Rosenbrock', objective: rosenbrock, start: [-1.2, 1], value: 0, x: [1, 1] },
  {
    name: 'Rosenbrock within bounds',
    objective: rosenbrock,
    start: [-1.2, 1],
    options: {
      bounds: [
        [-2, 0.5],
        [-2, 2],
      ],
    },
    value: 0.25,
    x: [0.5, 0.25],
  },
  {
    name: 'Rosenbrock at a corner',
    objective: rosenbrock,
    start: [3, 3],
    options: {
      bounds: [
        [1.5, 4],
        [2.5, 4],
      ],
    },
    value: 0.33738,
    x: [1.5806, 2.5],
  },
  { name: 'Beale', objective: beale, start: [1, 1], value: 0, x: [3, 0.5] },
  {
    name: 'Beale within bounds',
    objective: beale,
    start: [1, 1],
    options: {
      bounds: [
        [0, 2],
        [-4, 4],
      ],
    },
    value: 0.52334,
    x: [2, 0.1701],
  },
  { name: 'Booth', objective: booth, start: [0, 0], value: 0, x: [1, 3] },
  { name: 'a sphere from afar', objective: sphere, start: [1e3, -2e3, 3e3], value: 0, x: [0, 0, 0] },
  { name: 'Powell', objective: powell, start: [3, -1, 0, 1], value: 0 },
];

test.each(known)('finds the minimum of $name by its slope', ({ objective, start, options = {}, value, x }) => {
  const found = minimize(objective, start, options);

  expect(found.hasConverged).toBe(true);
  expect(found.value).toBeCloseTo(value, 3);
  expect(distance(found.x, x ?? found.x)).toBeLessThan(0.01);
});

test.each(known)('finds the minimum of $name by a simplex', ({ objective, start, options = {}, value, x }) => {
  const found = minimize(objective, start, { ...options, method: 'nelder-mead' });

  expect(found.hasConverged).toBe(true);
  expect(found.value).toBeCloseTo(value, 3);
  expect(distance(found.x, x ?? found.x)).toBeLessThan(0.01);
});

test('finds the minimum of many numbers with a slope that is told, in few calls', () => {
  const found = minimize(
    rosenbrock,
    Array.from({ length: 200 }, (_, index) => (index % 2 === 0 ? -1.2 : 1)),
    { gradient: rosenbrockSlope },
  );

  expect(found.hasConverged).toBe(true);
  expect(found.value).toBeLessThan(5);
  expect(found.evaluations).toBeLessThan(2000);
});

test('finds the kink that a slope cannot see', () => {
  const kinked: Objective = (x) => Math.abs(at(x, 0) - 1) + 2 * Math.abs(at(x, 1) + 2);

  const found = minimize(kinked, [3, 3], { method: 'nelder-mead' });

  expect(at(found.x, 0)).toBeCloseTo(1, 3);
  expect(at(found.x, 1)).toBeCloseTo(-2, 3);
});

test('finds the minimum of every convex bowl within every box, and never leaves the box', () => {
  const numbers = fc.integer({ min: 1, max: 6 }).chain((length) =>
    fc.record({
      center: fc.array(fc.integer({ min: -20, max: 20 }), { minLength: length, maxLength: length }),
      weight: fc.array(fc.integer({ min: 1, max: 50 }), { minLength: length, maxLength: length }),
      low: fc.array(fc.integer({ min: -15, max: 0 }), { minLength: length, maxLength: length }),
      width: fc.array(fc.integer({ min: 0, max: 20 }), { minLength: length, maxLength: length }),
      start: fc.array(fc.integer({ min: -30, max: 30 }), { minLength: length, maxLength: length }),
      tilt: fc.integer({ min: 0, max: 5 }),
    }),
  );

  fc.assert(
    fc.property(numbers, ({ center, weight, low, width, start, tilt }) => {
      const bounds = low.map((one, index) => [one, one + (width[index] as number)] as const);
      let isInside = true;
      const bowl: Objective = (x) => {
        let sum = 0;
        let total = 0;
        for (let index = 0; index < x.length; index++) {
          const [from, to] = bounds[index] as readonly [number, number];
          isInside &&= at(x, index) >= from && at(x, index) <= to;
          const away = at(x, index) - (center[index] as number);
          total += away;
          sum += (weight[index] as number) * away * away;
        }
        return sum + tilt * total * total;
      };

      const found = minimize(bowl, start, { bounds });

      expect(isInside).toBe(true);
      // Where no number can move, or no move leads down, by the exact slope.
      const sum = center.reduce((total, one, index) => total + at(found.x, index) - one, 0);
      for (const [index, [from, to]] of bounds.entries()) {
        const slope = 2 * (weight[index] as number) * (at(found.x, index) - (center[index] as number)) + 2 * tilt * sum;
        const there = Math.min(to, Math.max(from, at(found.x, index) - slope));
        expect(Math.abs(there - at(found.x, index))).toBeLessThan(2e-2);
      }
    }),
    { numRuns: 150 },
  );
});

test('steps back from where the function has no value', () => {
  const found = minimize((x) => at(x, 0) - Math.log(at(x, 0)), [8]);

  expect(at(found.x, 0)).toBeCloseTo(1, 4);
});

test('ends when its calls are used up, with the best it found', () => {
  const found = minimize(rosenbrock, [-1.2, 1], { maxEvaluations: 20 });
  const simplex = minimize(rosenbrock, [-1.2, 1], { method: 'nelder-mead', maxIterations: 5 });

  expect(found).toMatchObject({ reason: 'evaluations', hasConverged: false });
  expect(found.value).toBeLessThan(rosenbrock(Float64Array.of(-1.2, 1)));
  expect(simplex).toMatchObject({ reason: 'iterations', hasConverged: false, iterations: 5 });
});

test('leaves the start as it was', () => {
  const start = Float64Array.of(5, 5);

  minimize(booth, start);

  expect([...start]).toEqual([5, 5]);
});

test.each([
  [[], {}, 'expected a start of at least one number'],
  [[Number.NaN], {}, 'expected a start of finite numbers'],
  [[1], { bounds: [] }, 'expected `bounds` for each of 1 numbers, got 0'],
  [[1], { bounds: [[2, 1]] }, 'expected bounds from low to high, got [2, 1] at 0'],
  [[1], { method: 'newton' }, '`minimize.method`'],
  [[1], { maxIterations: 0 }, '`minimize.maxIterations`'],
])('refuses the start %o with %o', (start, options, message) => {
  expect(() => minimize(sphere, start, options as MinimizeOptions)).toThrow(message);
});

test('refuses a start where the function has no value', () => {
  expect(() => minimize((x) => Math.log(at(x, 0)), [-1])).toThrow(expect.objectContaining({ code: 'NSI_CPU_MINIMIZE_VALUE' }));
});
