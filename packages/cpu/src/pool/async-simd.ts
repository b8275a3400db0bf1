import type { Arena } from '../arena/arena.ts';
import type { NumArray } from '../arena/num-array.ts';
import type { Image, ImageOptions } from '../simd/image.ts';
import { planBox, planConvolve3, planGaussian, type BoxOptions, type GaussianOptions } from '../simd/plan-filter.ts';
import { planHistogram, type HistogramOptions } from '../simd/plan-histogram.ts';
import { planAxpy, planConvert, planThreshold, type ConvertOptions, type ThresholdOptions } from '../simd/plan-map.ts';
import { planDot, planMeanVar, planMinMax, planSum, type MeanVar, type MinMax, type SumOptions } from '../simd/plan-reduce.ts';
import type { Plan } from '../simd/plan.ts';
import { simd } from '../simd/simd.ts';
import type { Dispatch } from './dispatch.ts';
import { createRunOnLanes } from './run-plan-on-lanes.ts';

/**
 * The operations of `simd`, in bands on the threads of a pool; results are the same to the last bit. Arrays of an arena are worked on in
 * place and must not change meanwhile; others are copied there and back, which costs more than a sum itself. Small arrays are done at once,
 * on the calling thread. Reject with the errors that `simd` throws.
 */
export interface AsyncSimd {
  /** See `simd.sum`. */
  sum(a: NumArray, options?: SumOptions): Promise<number>;
  /** See `simd.dot`. */
  dot(a: NumArray, b: NumArray): Promise<number>;
  /** See `simd.axpy`. */
  axpy(alpha: number, x: NumArray, y: NumArray): Promise<void>;
  /** See `simd.minMax`. */
  minMax(a: NumArray): Promise<MinMax>;
  /** See `simd.meanVar`. */
  meanVar(a: NumArray): Promise<MeanVar>;
  /** See `simd.histogram`. */
  histogram(a: NumArray, options: HistogramOptions): Promise<Uint32Array>;
  /** See `simd.threshold`. */
  threshold<T extends NumArray>(a: T, options: ThresholdOptions<T>): Promise<T>;
  /** See `simd.convert`. */
  convert(a: NumArray, options: ConvertOptions): Promise<NumArray>;
  /** See `simd.convolve3`. */
  convolve3<T extends NumArray>(image: Image<T>, weights: ArrayLike<number>, options?: ImageOptions<T>): Promise<Image<T>>;
  /** See `simd.gaussian`. */
  gaussian<T extends NumArray>(image: Image<T>, options: GaussianOptions<T>): Promise<Image<T>>;
  /** See `simd.box`. */
  box<T extends NumArray>(image: Image<T>, options: BoxOptions<T>): Promise<Image<T>>;
}

/** The operations over a pool's threads. `arena` is where copies go. */
export function createAsyncSimd(dispatch: Dispatch, arena: Arena | undefined): AsyncSimd {
  const runOnLanes = createRunOnLanes(dispatch, arena);
  const run = async <Result>(plan: Plan<Result>): Promise<Result> => runOnLanes(plan);
  /** Filters that the kernels do not know are done here. */
  const orHere = async <Result>(plan: Plan<Result> | undefined, here: () => Result): Promise<Result> => (plan ? runOnLanes(plan) : here());
  return Object.freeze<AsyncSimd>({
    sum: async (a, options) => run(planSum(a, options)),
    dot: async (a, b) => run(planDot(a, b)),
    axpy: async (alpha, x, y) => run(planAxpy(alpha, x, y)),
    minMax: async (a) => run(planMinMax(a)),
    meanVar: async (a) => run(planMeanVar(a)),
    histogram: async (a, options) => run(planHistogram(a, options)),
    threshold: async (a, options) => run(planThreshold(a, options)),
    convert: async (a, options) => run(planConvert(a, options)),
    convolve3: async (image, weights, options) =>
      orHere(planConvolve3(image, weights, options), () => simd.convolve3(image, weights, options)),
    gaussian: async (image, options) => orHere(planGaussian(image, options), () => simd.gaussian(image, options)),
    box: async (image, options) => orHere(planBox(image, options), () => simd.box(image, options)),
  });
}
