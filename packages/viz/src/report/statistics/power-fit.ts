import { studentT } from './student-t.ts';

/** `y = factor · x ^ exponent`, with the 95 % interval of the exponent. */
export interface FittedPower {
  readonly factor: number;
  readonly exponent: number;
  /** Infinite with two points: they fix the line and tell nothing of its error. */
  readonly interval: readonly [low: number, high: number];
}

/** Least squares on the logarithms of both; `undefined` with fewer than two different sizes. Points that have no logarithm are left out. */
export function fitPower(points: readonly { readonly x: number; readonly y: number }[]): FittedPower | undefined {
  const logs = points
    .filter(({ x, y }) => x > 0 && y > 0 && x < Infinity && y < Infinity)
    .map(({ x, y }) => ({ x: Math.log(x), y: Math.log(y) }));
  const mean = { x: sum(logs.map(({ x }) => x)) / logs.length, y: sum(logs.map(({ y }) => y)) / logs.length };
  const spread = sum(logs.map(({ x }) => (x - mean.x) ** 2));
  if (!(spread > 0)) return undefined;
  const exponent = sum(logs.map(({ x, y }) => (x - mean.x) * (y - mean.y))) / spread;
  const intercept = mean.y - exponent * mean.x;
  const degrees = logs.length - 2;
  const residuals = sum(logs.map(({ x, y }) => (y - intercept - exponent * x) ** 2));
  const half = degrees > 0 ? studentT(0.95, degrees) * Math.sqrt(residuals / degrees / spread) : Infinity;
  return { factor: Math.exp(intercept), exponent, interval: [exponent - half, exponent + half] };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
