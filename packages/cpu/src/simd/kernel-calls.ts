/** Element types by the names that kernels carry. */
export type Typed = 'F32' | 'F64' | 'I8' | 'U8' | 'I16' | 'U16' | 'I32' | 'U32';

type SumCalls = {
  readonly [
    Name in
      | 'sumFastF32'
      | 'sumExactF32'
      | 'sumFastF64'
      | 'sumPairwiseF32'
      | 'sumPairwiseF64'
      | `sum${'I8' | 'U8' | 'I16' | 'U16' | 'I32' | 'U32'}`
  ]: (a: number, count: number) => number;
};
type ReducingCalls = { readonly [Name in `${'minMax' | 'meanVar'}${Typed}`]: (a: number, count: number, result: number) => void };
type ThresholdCalls = {
  readonly [Name in `threshold${Typed}`]: (a: number, out: number, count: number, at: number, low: number, high: number) => void;
};
type HistogramCalls = {
  readonly [Name in `histogram${Exclude<Typed, 'U8'>}`]: (
    a: number,
    count: number,
    low: number,
    high: number,
    scale: number,
    bins: number,
    tables: number,
  ) => void;
};

/** Where an image is, as numbers: address and stride in bytes of both images, size, first and last row. */
type ImageArguments = readonly [
  source: number,
  sourceStride: number,
  target: number,
  targetStride: number,
  width: number,
  height: number,
  from: number,
  to: number,
];

/** What `assembly/index.ts` exports. Addresses and counts are 32-bit numbers; a type code is its place in `F32 F64 I8 U8 I16 U16 I32 U32`. */
export interface KernelCalls extends SumCalls, ReducingCalls, ThresholdCalls, HistogramCalls {
  storeF32(address: number, value: number): void;
  storeF64(address: number, value: number): void;
  /** Writes the sum and what it lost. */
  sumExactF64(a: number, count: number, result: number): void;
  dotF32(a: number, b: number, count: number): number;
  dotF64(a: number, b: number, count: number): number;
  axpyF32(alpha: number, x: number, y: number, count: number): void;
  axpyF64(alpha: number, x: number, y: number, count: number): void;
  histogramBytes(a: number, count: number, tables: number): void;
  histogramPowerF32(a: number, count: number, high: number, scale: number, bins: number, tables: number): void;
  convert(from: number, to: number, a: number, out: number, count: number, scale: number, offset: number): void;
  convolve3(...args: readonly [code: number, ...ImageArguments, border: number, weights: number, scratch: number]): void;
  separable(...args: readonly [code: number, ...ImageArguments, border: number, weights: number, radius: number, scratch: number]): void;
  separableBytes(...args: readonly [...ImageArguments, border: number, weights: number, radius: number, scratch: number]): void;
  box(...args: readonly [code: number, ...ImageArguments, border: number, radius: number, scratch: number]): void;
}
