import type { NumArray } from '../arena/num-array.ts';
import { wasmEngine } from '../arena/wasm-engine.ts';
import type { Image, ImageOptions } from './image.ts';
import { plainSimd } from './plain/plain-simd.ts';
import { type BoxOptions, type GaussianOptions, planBox, planConvolve3, planGaussian } from './plan-filter.ts';
import { type HistogramOptions, planHistogram } from './plan-histogram.ts';
import { type ConvertOptions, planAxpy, planConvert, planThreshold, type ThresholdOptions } from './plan-map.ts';
import { type MeanVar, type MinMax, planDot, planMeanVar, planMinMax, planSum, type SumOptions } from './plan-reduce.ts';
import { runPlan } from './run-plan.ts';

/**
 * Operations on whole arrays, computed on vectors of 128 bits on the calling thread. Arrays of one arena are read and written in place,
 * any others through copies. Arrays of any length are taken, none included; wrong ones are a coded error before anything is written.
 */
export interface Simd {
  /** Sum of all elements; 0 for none. */
  sum(a: NumArray, options?: SumOptions): number;
  /** Sum of products. f32 is multiplied and added to its 31 neighbours in f32, then in f64; all else in f64. */
  dot(a: NumArray, b: NumArray): number;
  /** `y[i] += alpha * x[i]`: in f32 when both are, else in f64 and rounded to the type of `y`. */
  axpy(alpha: number, x: NumArray, y: NumArray): void;
  /** Both NaN when an element is; `Infinity` and `-Infinity` for none. */
  minMax(a: NumArray): MinMax;
  /** Mean and population variance in f64; NaN for none. */
  meanVar(a: NumArray): MeanVar;
  /** How many elements lie in each bin, as `floor((element - low) * bins / (high - low))` says. */
  histogram(a: NumArray, options: HistogramOptions): Uint32Array;
  /** `high` for elements above `at`, `low` for all others. Returns `out`. */
  threshold<T extends NumArray, Out extends NumArray = T>(a: T, options: ThresholdOptions<Out>): Out;
  /** `element * scale + offset` in another type, or in the same: in f32 when neither type has more than 24 bits, else in f64. Returns `out`. */
  convert(a: NumArray, options: ConvertOptions): NumArray;
  /** 3 × 3 weights in reading order, applied as they stand (a correlation). Computed in f32; f64 and 32-bit integers in f64, without vectors. */
  convolve3<T extends NumArray, Out extends NumArray = T>(
    image: Image<T>,
    weights: ArrayLike<number>,
    options?: ImageOptions<Out>,
  ): Image<Out>;
  /**
   * Gaussian blur, columns first, then rows. Computed as `convolve3` is; of bytes, up to a radius of 15, in whole numbers: weights of
   * 16,384ths, less than one level from the blur of real numbers, and an even gray stays what it is.
   */
  gaussian<T extends NumArray, Out extends NumArray = T>(image: Image<T>, options: GaussianOptions<Out>): Image<Out>;
  /** Mean of a square of `2 * radius + 1` pixels a side. Computed as `convolve3` is, of bytes up to a radius of 7 exactly; its time hardly grows with the radius. */
  box<T extends NumArray, Out extends NumArray = T>(image: Image<T>, options: BoxOptions<Out>): Image<Out>;
}

const vectorSimd: Simd = Object.freeze<Simd>({
  sum: (a, options) => runPlan(planSum(a, options)),
  dot: (a, b) => runPlan(planDot(a, b)),
  axpy: (alpha, x, y) => runPlan(planAxpy(alpha, x, y)),
  minMax: (a) => runPlan(planMinMax(a)),
  meanVar: (a) => runPlan(planMeanVar(a)),
  histogram: (a, options) => runPlan(planHistogram(a, options)),
  threshold: (a, options) => runPlan(planThreshold(a, options)),
  convert: (a, options) => runPlan(planConvert(a, options)),
  convolve3(image, weights, options) {
    const plan = planConvolve3(image, weights, options);
    return plan ? runPlan(plan) : plainSimd.convolve3(image, weights, options);
  },
  gaussian(image, options) {
    const plan = planGaussian(image, options);
    return plan ? runPlan(plan) : plainSimd.gaussian(image, options);
  },
  box(image, options) {
    const plan = planBox(image, options);
    return plan ? runPlan(plan) : plainSimd.box(image, options);
  },
});

/** The operations on vectors, or in plain JavaScript where there is no WebAssembly (`--jitless`). */
export const simd: Simd = wasmEngine() ? vectorSimd : plainSimd;
