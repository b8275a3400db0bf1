import { type Dtype, dtypeOf, type NumArray } from '../../arena/num-array.ts';
import { fitsF32 } from '../dtype-code.ts';
import { type Border, type Image, type ImageOptions, type ImagePair, parseImages } from '../image.ts';
import {
  blursInWholeNumbers,
  type BoxOptions,
  gaussianByteWeights,
  type GaussianOptions,
  gaussianWeights,
  parseWeights3,
} from '../plan-filter.ts';
import { storedAs } from './plain-map.ts';
import { roundingOf } from './plain-reduce.ts';

export function plainConvolve3<Out extends NumArray>(
  image: Image,
  weights: ArrayLike<number>,
  options: ImageOptions<Out> = {},
): Image<Out> {
  const pair = parseImages(image, options);
  const { read, write, round } = accessTo(pair);
  const nine = round === Math.fround ? parseWeights3(weights) : Float64Array.from(weights);
  eachPixel(pair, (x, y) => {
    let sum = round((nine[0] as number) * read(x - 1, y - 1));
    for (let tap = 1; tap < 9; tap++) {
      sum = round(sum + round((nine[tap] as number) * read(x - 1 + (tap % 3), y - 1 + Math.floor(tap / 3))));
    }
    write(x, y, sum);
  });
  return pair.result;
}

export function plainGaussian<Out extends NumArray>(image: Image, options: GaussianOptions<Out>): Image<Out> {
  const pair = parseImages(image, options);
  if (blursInWholeNumbers(dtypeOf(pair.input.data), options)) return plainByteGaussian(pair, gaussianByteWeights(options));
  const { width } = pair.input;
  const { read, write, round } = accessTo(pair);
  const weights = gaussianWeights(options);
  const radius = weights.length - 1;
  const blend = (at: (offset: number) => number): number => {
    let sum = round((weights[0] as number) * at(0));
    for (let distance = 1; distance <= radius; distance++) {
      sum = round(sum + round((weights[distance] as number) * round(at(-distance) + at(distance))));
    }
    return sum;
  };
  const line = new Float64Array(width);
  for (let y = 0; y < pair.input.height; y++) {
    for (let x = 0; x < width; x++) line[x] = blend((offset) => read(x, y + offset));
    for (let x = 0; x < width; x++)
      write(
        x,
        y,
        blend((offset) => valueAt(line, x + offset, pair.border)),
      );
  }
  return pair.result;
}

/** Columns in whole 128ths, then rows in bytes, halves rounded up. */
function plainByteGaussian<Out extends NumArray>(pair: ImagePair<Out>, weights: Int16Array): Image<Out> {
  const { input, out, border, result } = pair;
  const { read } = accessTo(pair);
  const blend = (at: (offset: number) => number): number =>
    weights.reduce((sum, weight, distance) => sum + weight * (distance === 0 ? at(0) : at(-distance) + at(distance)), 0);
  const line = new Float64Array(input.width);
  for (let y = 0; y < input.height; y++) {
    for (let x = 0; x < input.width; x++) line[x] = (blend((offset) => read(x, y + offset)) + 64) >> 7;
    for (let x = 0; x < input.width; x++) {
      out.data[y * out.stride + x] = (blend((offset) => valueAt(line, x + offset, border)) + 2 ** 20) >> 21;
    }
  }
  return result;
}

export function plainBox<Out extends NumArray>(image: Image, options: BoxOptions<Out>): Image<Out> {
  const pair = parseImages(image, options);
  const { radius } = options;
  const { width } = pair.input;
  const { read, write } = accessTo(pair);
  const line = new Float64Array(width);
  const area = (2 * radius + 1) ** 2;
  for (let y = 0; y < pair.input.height; y++) {
    for (let x = 0; x < width; x++) {
      line[x] = 0;
      for (let offset = -radius; offset <= radius; offset++) line[x] = (line[x] as number) + read(x, y + offset);
    }
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let offset = -radius; offset <= radius; offset++) sum += valueAt(line, x + offset, pair.border);
      write(x, y, sum / area);
    }
  }
  return pair.result;
}

interface PixelAccess {
  /** A pixel that may lie beyond the edge. */
  read(x: number, y: number): number;
  write(x: number, y: number, value: number): void;
  readonly round: (value: number) => number;
}

function accessTo({ input, out, border }: ImagePair<NumArray>): PixelAccess {
  const dtype: Dtype = dtypeOf(input.data);
  const store = storedAs(dtype);
  return {
    read(x, y) {
      const [column, row] = [insideOf(x, input.width, border), insideOf(y, input.height, border)];
      return column < 0 || row < 0 ? 0 : (input.data[row * input.stride + column] as number);
    },
    write(x, y, value) {
      out.data[y * out.stride + x] = store(value);
    },
    round: roundingOf(fitsF32(dtype) ? 'f32' : 'f64'),
  };
}

function eachPixel({ input: { width, height } }: ImagePair<NumArray>, visit: (x: number, y: number) => void): void {
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) visit(x, y);
}

function valueAt(line: Float64Array, x: number, border: Border): number {
  const inside = insideOf(x, line.length, border);
  return inside < 0 ? 0 : (line[inside] as number);
}

/** Which of `count` pixels stands for the one at `index`; −1 for a zero. */
function insideOf(index: number, count: number, border: Border): number {
  if (index >= 0 && index < count) return index;
  if (border === 'zero') return -1;
  if (border === 'replicate' || count === 1) return index < 0 ? 0 : count - 1;
  const period = 2 * (count - 1);
  const place = ((index % period) + period) % period;
  return place < count ? place : period - place;
}
