import { type Dtype, dtypeOf, type NumArray } from '../../arena/num-array.ts';
import type { MeanVar, MinMax, SumOptions } from '../plan-reduce.ts';
import { binOf, type HistogramOptions, parseHistogramOptions } from '../plan-histogram.ts';

// The operations as loops of plain JavaScript: what the kernels are measured and tested against, and what runs where there are none.

export function plainSum(a: NumArray, { accuracy = 'exact' }: SumOptions = {}): number {
  return accuracy === 'exact' && dtypeOf(a) === 'f64' ? compensatedSum(a) : naiveSum(a);
}

function naiveSum(a: NumArray): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += a[index] as number;
  return sum;
}

/** Knuth's TwoSum. */
function compensatedSum(a: NumArray): number {
  let sum = 0;
  let lost = 0;
  for (let index = 0; index < a.length; index++) {
    const value = a[index] as number;
    const next = sum + value;
    const part = next - sum;
    lost += sum - (next - part) + (value - part);
    sum = next;
  }
  return Number.isFinite(sum) ? sum + lost : sum;
}

export function plainDot(a: NumArray, b: NumArray): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += (a[index] as number) * (b[index] as number);
  return sum;
}

export function plainMinMax(a: NumArray): MinMax {
  let min = Infinity;
  let max = -Infinity;
  for (let index = 0; index < a.length; index++) {
    const value = a[index] as number;
    if (Number.isNaN(value)) return { min: Number.NaN, max: Number.NaN };
    if (value < min) min = value;
    if (value > max) max = value;
  }
  // Of both zeros the positive one.
  return { min: min + 0, max: max + 0 };
}

export function plainMeanVar(a: NumArray): MeanVar {
  const mean = naiveSum(a) / a.length;
  let squares = 0;
  for (let index = 0; index < a.length; index++) {
    const difference = (a[index] as number) - mean;
    squares += difference * difference;
  }
  return { mean, variance: squares / a.length };
}

export function plainHistogram(a: NumArray, options: HistogramOptions): Uint32Array {
  dtypeOf(a);
  const scale = parseHistogramOptions(options);
  const counts = new Uint32Array(scale.bins);
  for (let index = 0; index < a.length; index++) {
    const bin = binOf(a[index] as number, scale);
    if (bin >= 0) counts[bin] = (counts[bin] as number) + 1;
  }
  return counts;
}

/** Rounds a product or a sum to the type it is computed in. */
export function roundingOf(dtype: Dtype): (value: number) => number {
  return dtype === 'f32' ? Math.fround : (value) => value;
}
