import { type Arena, createArena } from '../arena/arena.ts';
import { gaussianWeights } from '../simd/plan-filter.ts';
import { simd } from '../simd/simd.ts';
import * as plain from './plain-loops.ts';

/** Numbers in an arena, and places to write to: one for kernels, one for loops. */
export interface KernelArrays {
  readonly side: number;
  readonly f32: Float32Array;
  readonly f64: Float64Array;
  readonly u8: Uint8Array;
  readonly outF32: readonly [Float32Array, Float32Array];
  readonly outU8: readonly [Uint8Array, Uint8Array];
}

/** A kernel and the plain loop it replaces, over the same numbers. Both return what they made. */
export interface KernelCase {
  /** In kebab-case. */
  readonly name: string;
  readonly description: string;
  readonly kernel: (arrays: KernelArrays) => ArrayLike<number>;
  readonly plain: (arrays: KernelArrays) => ArrayLike<number>;
  /** How far they may differ, relative to the larger number: different orders of additions round differently. */
  readonly tolerance: number;
}

/** `side` × `side` numbers of a linear congruential sequence. */
export function createKernelArrays(side: number, arena: Arena = arenaFor(side)): KernelArrays {
  const count = side * side;
  const arrays: KernelArrays = {
    side,
    f32: arena.f32(count),
    f64: arena.f64(count),
    u8: arena.u8(count),
    outF32: [arena.f32(count), arena.f32(count)],
    outU8: [arena.u8(count), arena.u8(count)],
  };
  let state = 12_345;
  for (let index = 0; index < count; index++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    arrays.f32[index] = state / 2 ** 32;
    arrays.f64[index] = state / 2 ** 32;
    arrays.u8[index] = state >>> 24;
  }
  return arrays;
}

function arenaFor(side: number): Arena {
  return createArena({ maxBytes: side * side * 24 + 2 ** 24 });
}

const edge = { border: 'replicate' } as const;
const weights3 = [0.05, 0.1, 0.05, 0.1, 0.4, 0.1, 0.05, 0.1, 0.05];
const weights5 = gaussianWeights({ sigma: 1, radius: 2 });
const weights15 = gaussianWeights({ sigma: 2.5, radius: 7 });

const imageOf = <T extends Float32Array | Uint8Array>(data: T, side: number) => ({ data, width: side, height: side });

/** A filter from `f32` to the first or second output. */
function filterCase(
  name: string,
  description: string,
  kernel: (input: ReturnType<typeof imageOf<Float32Array>>, out: ReturnType<typeof imageOf<Float32Array>>) => unknown,
  loop: (a: Float32Array, width: number, height: number, out: Float32Array) => void,
): KernelCase {
  return {
    name,
    description,
    tolerance: 1e-5,
    kernel({ f32, side, outF32: [out] }) {
      kernel(imageOf(f32, side), imageOf(out, side));
      return out;
    },
    plain({ f32, side, outF32: [, out] }) {
      loop(f32, side, side, out);
      return out;
    },
  };
}

/** One case for every kernel. */
export const kernelCases: readonly KernelCase[] = Object.freeze([
  {
    name: 'sum-f32',
    description: 'Sum of f32, in f64 both.',
    kernel: ({ f32 }) => [simd.sum(f32)],
    plain: ({ f32 }) => [plain.sumF32(f32)],
    tolerance: 1e-12,
  },
  {
    name: 'sum-f64-exact',
    description: 'Compensated sum of f64 against the naive loop.',
    kernel: ({ f64 }) => [simd.sum(f64)],
    plain: ({ f64 }) => [plain.sumF64(f64)],
    tolerance: 1e-10,
  },
  {
    name: 'dot-f32',
    description: 'Sum of products of f32.',
    kernel: ({ f32 }) => [simd.dot(f32, f32)],
    plain: ({ f32 }) => [plain.dot(f32, f32)],
    tolerance: 1e-7,
  },
  {
    name: 'axpy-f32',
    description: 'A multiple of one array is added to another.',
    kernel({ f32, outF32: [out] }) {
      simd.axpy(0.5, f32, out.fill(1));
      return out;
    },
    plain({ f32, outF32: [, out] }) {
      plain.axpy(0.5, f32, out.fill(1));
      return out;
    },
    tolerance: 1e-6,
  },
  {
    name: 'min-max-f32',
    description: 'Least and greatest of f32.',
    kernel: ({ f32 }) => Object.values(simd.minMax(f32)),
    plain: ({ f32 }) => Object.values(plain.minMax(f32)),
    tolerance: 0,
  },
  {
    name: 'mean-var-f32',
    description: 'Mean and variance of f32, in f64 both.',
    kernel: ({ f32 }) => Object.values(simd.meanVar(f32)),
    plain: ({ f32 }) => Object.values(plain.meanVar(f32)),
    tolerance: 1e-10,
  },
  {
    name: 'histogram-u8',
    description: 'How often each byte occurs.',
    kernel: ({ u8 }) => simd.histogram(u8, { bins: 256, range: [0, 256] }),
    plain: ({ u8 }) => plain.histogramU8(u8),
    tolerance: 0,
  },
  {
    name: 'histogram-f32',
    description: 'f32 in 64 bins.',
    kernel: ({ f32 }) => simd.histogram(f32, { bins: 64, range: [0, 1] }),
    plain: ({ f32 }) => plain.histogramF32(f32, 64, 0, 1),
    tolerance: 0,
  },
  {
    name: 'threshold-u8',
    description: 'Bytes above a level become 255, the others 0; the loop has no branch.',
    kernel: ({ u8, outU8: [out] }) => simd.threshold(u8, { at: 100, out }),
    plain({ u8, outU8: [, out] }) {
      plain.thresholdU8(u8, 100, out);
      return out;
    },
    tolerance: 0,
  },
  {
    name: 'convert-u8-f32',
    description: 'Bytes become scaled f32.',
    kernel: ({ u8, outF32: [out] }) => simd.convert(u8, { to: 'f32', scale: 0.5, offset: 1, out }) as Float32Array,
    plain({ u8, outF32: [, out] }) {
      plain.convertU8F32(u8, 0.5, 1, out);
      return out;
    },
    tolerance: 0,
  },
  filterCase(
    'convolve3-f32',
    '3 × 3 weights over an image, taps written out in the loop.',
    (image, out) => simd.convolve3(image, weights3, { ...edge, out }),
    (a, width, height, out) => plain.convolve3(a, width, height, weights3, out),
  ),
  filterCase(
    'gaussian5-f32',
    'Five taps each way, written out in the loop.',
    (image, out) => simd.gaussian(image, { sigma: 1, radius: 2, ...edge, out }),
    (a, width, height, out) => plain.gaussian5(a, width, height, weights5, out),
  ),
  filterCase(
    'gaussian15-f32',
    'Fifteen taps each way, a loop over the taps in plain JavaScript.',
    (image, out) => simd.gaussian(image, { sigma: 2.5, radius: 7, ...edge, out }),
    (a, width, height, out) => plain.gaussianNaive(a, width, height, weights15, out),
  ),
  filterCase(
    'box15-f32',
    'Mean of 15 × 15 pixels, by running sums in plain JavaScript.',
    (image, out) => simd.box(image, { radius: 7, ...edge, out }),
    (a, width, height, out) => plain.box(a, width, height, 7, out),
  ),
]);

/** How two results differ, as the end of a sentence; `undefined` when they agree. */
export function differenceOf(kernel: ArrayLike<number>, loop: ArrayLike<number>, tolerance: number): string | undefined {
  if (kernel.length !== loop.length) return `${kernel.length} numbers against ${loop.length}`;
  for (let index = 0; index < kernel.length; index++) {
    const [mine, theirs] = [kernel[index] as number, loop[index] as number];
    if (Math.abs(mine - theirs) > tolerance * Math.max(Math.abs(mine), Math.abs(theirs))) return `${mine} against ${theirs} at ${index}`;
  }
  return undefined;
}
