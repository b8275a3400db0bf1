import { type Dtype, dtypeOf, type NumArray } from '../arena/num-array.ts';
import { cpuError } from '../errors.ts';
import { checkNumber, checkWhole } from './check-operands.ts';
import { codeOf, fitsF32, typedOf } from './dtype-code.ts';
import { borders, type Image, type ImageOptions, type ImagePair, parseImages } from './image.ts';
import { linewise, type Plan } from './plan.ts';

const maxRadius = 1024;

/** Options of `simd.gaussian`. */
export interface GaussianOptions<T extends NumArray = NumArray> extends ImageOptions<T> {
  /** Standard deviation in pixels, above 0. */
  readonly sigma: number;
  /** Pixels on each side of the centre, from 1 to 1,024. Default: three sigmas, rounded up. */
  readonly radius?: number;
}

/** Options of `simd.box`. */
export interface BoxOptions<T extends NumArray = NumArray> extends ImageOptions<T> {
  /** Pixels on each side of the centre, from 0 to 1,024. */
  readonly radius: number;
}

/** `undefined` for element types that f32 arithmetic does not hold. */
export function planConvolve3<Out extends NumArray>(
  image: Image,
  weights: ArrayLike<number>,
  options: ImageOptions<Out> = {},
): Plan<Image<Out>> | undefined {
  const pair = parseImages(image, options);
  return planFilter('convolve3', pair, 2, [...parseWeights3(weights)]);
}

export function planGaussian<Out extends NumArray>(image: Image, options: GaussianOptions<Out>): Plan<Image<Out>> | undefined {
  const pair = parseImages(image, options);
  const whole = blursInWholeNumbers(dtypeOf(pair.input.data), options) ? gaussianByteWeights(options) : undefined;
  const weights = whole ?? gaussianWeights(options);
  return planFilter(whole ? 'separableBytes' : 'separable', pair, weights.length - 1, [...weights]);
}

export function planBox<Out extends NumArray>(image: Image, options: BoxOptions<Out>): Plan<Image<Out>> | undefined {
  const pair = parseImages(image, options);
  const radius = checkWhole('radius', options.radius, 0, maxRadius);
  const plan = planFilter('box', pair, radius, [radius]);
  // A block of rows is as high as the box: shorter bands would sum rows that they do not use.
  return plan && { ...plan, grain: Math.max(plan.grain, 2 * radius + 1) };
}

function planFilter<Out extends NumArray>(
  op: string,
  { input, out, result, border }: ImagePair<Out>,
  reach: number,
  more: readonly number[],
): Plan<Image<Out>> | undefined {
  const dtype = dtypeOf(input.data);
  if (!fitsF32(dtype)) return undefined;
  const { width, height } = input;
  const bytes = input.data.BYTES_PER_ELEMENT;
  return {
    ...linewise,
    op,
    params: [codeOf(dtype), input.stride * bytes, out.stride * bytes, width, height, borders.indexOf(border), ...more],
    operands: [
      { array: input.data, use: 'in' },
      // What lies between the lines of a larger image stays as it is.
      { array: out.data, use: out.stride === width && out.data.length === width * height ? 'out' : 'inout' },
    ],
    rows: height,
    scratchBytes: filterScratchBytes(width, reach),
    finish: () => result,
  };
}

/** Weights, and what the kernels need for rows: at most a ring of rows, the sums of a block of them, and a few more. */
function filterScratchBytes(width: number, reach: number): number {
  return Math.ceil((width + 2 * reach + 64 + 15) / 16) * 64 * (4 * reach + 9) + reach * 20 + 8192;
}

/** Nine weights in reading order. */
export function parseWeights3(weights: ArrayLike<number>): Float32Array {
  if (weights.length !== 9) throw cpuError('NSI_CPU_OPTION', `expected 9 weights in reading order, got ${weights.length}`);
  return Float32Array.from(weights, (weight, index) => checkNumber(`weights[${index}]`, weight));
}

/** Weights of the centre and of each distance from it, in f32; all of them on both sides add up to 1. */
export function gaussianWeights(options: GaussianOptions): Float32Array {
  return Float32Array.from(gaussianShares(options));
}

const mostByteRadius = 15;

/**
 * Whether a blur is computed in whole numbers: that of bytes, up to a radius of 15. A weight is rounded by at most half a 16,384th, that of
 * the centre by as much as all others, which moves a sum by at most 255 / 16,384 of a level for each step of the radius; sums of columns are
 * rounded to 128ths. Before its own rounding a byte is therefore at most 2 · 15 · 255 / 16,384 + 1 / 256 = 0.48 of a level off.
 */
export function blursInWholeNumbers(dtype: Dtype, options: GaussianOptions): boolean {
  return typedOf(dtype) === 'U8' && radiusOf(options) <= mostByteRadius;
}

/** The weights as whole numbers; all of them on both sides add up to 16,384. */
export function gaussianByteWeights(options: GaussianOptions): Int16Array {
  const weights = Int16Array.from(gaussianShares(options), (share) => Math.round(share * 16_384));
  weights[0] = 16_384 - 2 * weights.subarray(1).reduce((sum, weight) => sum + weight, 0);
  return weights;
}

function radiusOf({ sigma, radius = Math.max(1, Math.ceil(3 * sigma)) }: GaussianOptions): number {
  return radius;
}

function gaussianShares(options: GaussianOptions): Float64Array {
  const { sigma } = options;
  const radius = radiusOf(options);
  if (!(sigma > 0 && Number.isFinite(sigma))) throw cpuError('NSI_CPU_OPTION', `expected \`sigma\` to be above 0, got ${sigma}`);
  checkWhole('radius', radius, 1, maxRadius);
  const heights = Float64Array.from({ length: radius + 1 }, (_, distance) => Math.exp(-(distance * distance) / (2 * sigma * sigma)));
  const total = heights.reduce((sum, height, distance) => sum + (distance === 0 ? height : 2 * height), 0);
  return heights.map((height) => height / total);
}
