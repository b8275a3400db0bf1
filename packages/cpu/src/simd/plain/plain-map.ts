import { type Dtype, dtypeOf, type NumArray } from '../../arena/num-array.ts';
import { integerRange } from '../dtype-code.ts';
import { type ConvertOptions, convertsInF32, newArray, type ThresholdOptions } from '../plan-map.ts';
import { roundingOf } from './plain-reduce.ts';

export function plainAxpy(alpha: number, x: NumArray, y: NumArray): void {
  const dtype = dtypeOf(y);
  const isF32 = dtype === 'f32' && dtypeOf(x) === 'f32';
  const round = roundingOf(isF32 ? 'f32' : 'f64');
  const factor = round(alpha);
  const store = storedAs(dtype);
  for (let index = 0; index < y.length; index++) y[index] = store((y[index] as number) + round(factor * (x[index] as number)));
}

export function plainThreshold<Out extends NumArray>(a: NumArray, options: ThresholdOptions<Out>): Out {
  const dtype = dtypeOf(a);
  const { at, low = 0, high = integerRange(dtype)?.most ?? 1, out = newArray(dtype, a.length) as Out } = options;
  for (let index = 0; index < a.length; index++) out[index] = (a[index] as number) > at ? high : low;
  return out;
}

export function plainConvert(a: NumArray, { to, scale = 1, offset = 0, out = newArray(to, a.length) }: ConvertOptions): NumArray {
  const round = roundingOf(convertsInF32(dtypeOf(a), to) ? 'f32' : 'f64');
  const [factor, term] = [round(scale), round(offset)];
  const store = storedAs(to);
  for (let index = 0; index < a.length; index++) out[index] = store(round(round((a[index] as number) * factor) + term));
  return out;
}

/** What a number becomes as an element: integers are rounded to the nearest, ties to even, and kept within the type. */
export function storedAs(dtype: Dtype): (value: number) => number {
  const range = integerRange(dtype);
  if (!range) return dtype === 'f32' ? Math.fround : (value) => value;
  const { least, most } = range;
  return (value) => (Number.isNaN(value) ? 0 : Math.min(Math.max(roundToEven(value), least), most));
}

function roundToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
