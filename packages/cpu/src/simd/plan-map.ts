import { classOf, type Dtype, dtypeOf, dtypes, type NumArray } from '../arena/num-array.ts';
import { cpuError } from '../errors.ts';
import { mixedScratchBytes } from './band-runners.ts';
import { checkNumber, checkOutType, checkOverlap, checkSameLength } from './check-operands.ts';
import { codeOf, fitsF32, integerRange, typedOf } from './dtype-code.ts';
import { elementwise, type Plan } from './plan.ts';

export function planAxpy(alpha: number, x: NumArray, y: NumArray): Plan<void> {
  const [left, right] = [dtypeOf(x), dtypeOf(y)];
  if (typeof alpha !== 'number') throw cpuError('NSI_CPU_OPTION', `expected \`alpha\` to be a number, got ${typeof alpha}`);
  checkSameLength(x, y, ['x', 'y']);
  checkOverlap(x, y, true);
  const isPlain = left === right && (left === 'f32' || left === 'f64');
  return {
    ...elementwise,
    op: isPlain ? `axpy${typedOf(left)}` : 'axpyMixed',
    params: isPlain ? [alpha] : [alpha, codeOf(left), codeOf(right)],
    operands: [
      { array: x, use: 'in' },
      { array: y, use: 'inout' },
    ],
    rows: x.length,
    scratchBytes: isPlain ? 0 : mixedScratchBytes,
    finish: () => {},
  };
}

/** What `simd.threshold` writes. */
export interface ThresholdOptions<T extends NumArray = NumArray> {
  /** Elements above it, not those equal to it, become `high`. */
  readonly at: number;
  /** For all others, NaN included. Default 0. */
  readonly low?: number;
  /** Default: the greatest element of an integer type, 1 for floats. */
  readonly high?: number;
  /** Where to write; may be the input itself. Default: a new array. */
  readonly out?: T;
}

export function planThreshold<Out extends NumArray>(a: NumArray, options: ThresholdOptions<Out>): Plan<Out> {
  const dtype = dtypeOf(a);
  const range = integerRange(dtype);
  const { low = 0, high = range?.most ?? 1, out = newArray(dtype, a.length) as Out } = options;
  checkOutType(out, dtype);
  checkSameLength(a, out, ['a', 'out']);
  checkOverlap(a, out, true);
  const levels = [checkElement('low', low, dtype), checkElement('high', high, dtype)] as const;
  return {
    ...elementwise,
    op: `threshold${typedOf(dtype)}`,
    params: edgeOf(checkNumber('at', options.at), dtype, levels),
    operands: [
      { array: a, use: 'in' },
      { array: out, use: 'out' },
    ],
    rows: a.length,
    finish: () => out,
  };
}

/** The greatest element that is not above `at`, and the two levels; where every element is above it both levels are `high`. */
function edgeOf(at: number, dtype: Dtype, [low, high]: readonly [number, number]): readonly number[] {
  const range = integerRange(dtype);
  if (range) return at < range.least ? [range.least, high, high] : [Math.min(Math.floor(at), range.most), low, high];
  if (dtype === 'f64') return [at, low, high];
  const nearest = Math.fround(at);
  return [nearest > at ? nextF32Below(nearest) : nearest, low, high];
}

const bits = new Uint32Array(1);
const float = new Float32Array(bits.buffer);

/** The next smaller f32. */
function nextF32Below(value: number): number {
  if (value === 0) return -(2 ** -149);
  float[0] = value;
  bits[0] = (bits[0] as number) + (value > 0 ? -1 : 1);
  return float[0];
}

function checkElement(name: string, value: number, dtype: Dtype): number {
  const range = integerRange(dtype);
  if (typeof value === 'number' && (!range || (Number.isInteger(value) && value >= range.least && value <= range.most))) return value;
  const expected = range ? `a whole number from ${range.least} to ${range.most}` : 'a number';
  throw cpuError('NSI_CPU_OPTION', `expected \`${name}\` to be ${expected}, got ${String(value)}`);
}

/** What `simd.convert` makes of each element: `element * scale + offset`. */
export interface ConvertOptions {
  /** The type to convert to. Integers are rounded to the nearest, ties to even, and kept within the type; NaN becomes 0. */
  readonly to: Dtype;
  /** Default 1. */
  readonly scale?: number;
  /** Default 0. */
  readonly offset?: number;
  /** Where to write, of type `to`; may be the input itself when its elements are as wide. Default: a new array. */
  readonly out?: NumArray;
}

export function planConvert(a: NumArray, options: ConvertOptions): Plan<NumArray> {
  const dtype = dtypeOf(a);
  const { to, scale = 1, offset = 0 } = options;
  if (!dtypes.includes(to)) {
    throw cpuError('NSI_CPU_OPTION', `expected \`to\` to be one of ${dtypes.join(', ')}, got ${JSON.stringify(to)}`);
  }
  const { out = newArray(to, a.length) } = options;
  checkOutType(out, to);
  checkSameLength(a, out, ['a', 'out']);
  checkOverlap(a, out, true);
  return {
    ...elementwise,
    op: 'convert',
    params: [codeOf(dtype), codeOf(to), checkNumber('scale', scale), checkNumber('offset', offset)],
    operands: [
      { array: a, use: 'in' },
      { array: out, use: 'out' },
    ],
    rows: a.length,
    finish: () => out,
  };
}

/** Whether `convert` computes in f32: when both types fit it. */
export function convertsInF32(from: Dtype, to: Dtype): boolean {
  return fitsF32(from) && fitsF32(to);
}

export function newArray(dtype: Dtype, length: number): NumArray {
  return new (classOf(dtype))(length);
}
