import { minMaxOf } from './min-max';
import { meanVarOf } from './mean-var';
import { histogramOf } from './histogram';
import { sumInt } from './sum';
import { thresholdOf } from './threshold';

// Names end in the code of the element type: F32 0, F64 1, I8 2, U8 3, I16 4, U16 5, I32 6, U32 7.
export { sumExactF32, sumFastF32, sumFastF64, sumPairwiseF32, sumPairwiseF64 } from './sum';
export { sumExactF64 } from './exact-sum';
export { dotF32, dotF64 } from './dot';
export { axpyF32, axpyF64 } from './axpy';
export { convert } from './convert';
export { histogramBytes, histogramPowerF32 } from './histogram';

export function sumI8(a: usize, count: u32): f64 { return sumInt<i8>(a, count); }
export function sumU8(a: usize, count: u32): f64 { return sumInt<u8>(a, count); }
export function sumI16(a: usize, count: u32): f64 { return sumInt<i16>(a, count); }
export function sumU16(a: usize, count: u32): f64 { return sumInt<u16>(a, count); }
export function sumI32(a: usize, count: u32): f64 { return sumInt<i32>(a, count); }
export function sumU32(a: usize, count: u32): f64 { return sumInt<u32>(a, count); }

export function minMaxF32(a: usize, count: u32, result: usize): void { minMaxOf<f32>(a, count, result); }
export function minMaxF64(a: usize, count: u32, result: usize): void { minMaxOf<f64>(a, count, result); }
export function minMaxI8(a: usize, count: u32, result: usize): void { minMaxOf<i8>(a, count, result); }
export function minMaxU8(a: usize, count: u32, result: usize): void { minMaxOf<u8>(a, count, result); }
export function minMaxI16(a: usize, count: u32, result: usize): void { minMaxOf<i16>(a, count, result); }
export function minMaxU16(a: usize, count: u32, result: usize): void { minMaxOf<u16>(a, count, result); }
export function minMaxI32(a: usize, count: u32, result: usize): void { minMaxOf<i32>(a, count, result); }
export function minMaxU32(a: usize, count: u32, result: usize): void { minMaxOf<u32>(a, count, result); }

export function meanVarF32(a: usize, count: u32, result: usize): void { meanVarOf<f32>(a, count, result); }
export function meanVarF64(a: usize, count: u32, result: usize): void { meanVarOf<f64>(a, count, result); }
export function meanVarI8(a: usize, count: u32, result: usize): void { meanVarOf<i8>(a, count, result); }
export function meanVarU8(a: usize, count: u32, result: usize): void { meanVarOf<u8>(a, count, result); }
export function meanVarI16(a: usize, count: u32, result: usize): void { meanVarOf<i16>(a, count, result); }
export function meanVarU16(a: usize, count: u32, result: usize): void { meanVarOf<u16>(a, count, result); }
export function meanVarI32(a: usize, count: u32, result: usize): void { meanVarOf<i32>(a, count, result); }
export function meanVarU32(a: usize, count: u32, result: usize): void { meanVarOf<u32>(a, count, result); }

export function histogramF32(a: usize, count: u32, low: f64, high: f64, scale: f64, bins: u32, tables: usize): void {
  histogramOf<f32>(a, count, low, high, scale, bins, tables);
}
export function histogramF64(a: usize, count: u32, low: f64, high: f64, scale: f64, bins: u32, tables: usize): void {
  histogramOf<f64>(a, count, low, high, scale, bins, tables);
}
export function histogramI8(a: usize, count: u32, low: f64, high: f64, scale: f64, bins: u32, tables: usize): void {
  histogramOf<i8>(a, count, low, high, scale, bins, tables);
}
export function histogramI16(a: usize, count: u32, low: f64, high: f64, scale: f64, bins: u32, tables: usize): void {
  histogramOf<i16>(a, count, low, high, scale, bins, tables);
}
export function histogramU16(a: usize, count: u32, low: f64, high: f64, scale: f64, bins: u32, tables: usize): void {
  histogramOf<u16>(a, count, low, high, scale, bins, tables);
}
export function histogramI32(a: usize, count: u32, low: f64, high: f64, scale: f64, bins: u32, tables: usize): void {
  histogramOf<i32>(a, count, low, high, scale, bins, tables);
}
export function histogramU32(a: usize, count: u32, low: f64, high: f64, scale: f64, bins: u32, tables: usize): void {
  histogramOf<u32>(a, count, low, high, scale, bins, tables);
}

export function thresholdF32(a: usize, out: usize, count: u32, at: f32, low: f32, high: f32): void {
  thresholdOf<f32>(a, out, count, at, low, high);
}
export function thresholdF64(a: usize, out: usize, count: u32, at: f64, low: f64, high: f64): void {
  thresholdOf<f64>(a, out, count, at, low, high);
}
export function thresholdI8(a: usize, out: usize, count: u32, at: i32, low: i32, high: i32): void {
  thresholdOf<i8>(a, out, count, <i8>at, <i8>low, <i8>high);
}
export function thresholdU8(a: usize, out: usize, count: u32, at: u32, low: u32, high: u32): void {
  thresholdOf<u8>(a, out, count, <u8>at, <u8>low, <u8>high);
}
export function thresholdI16(a: usize, out: usize, count: u32, at: i32, low: i32, high: i32): void {
  thresholdOf<i16>(a, out, count, <i16>at, <i16>low, <i16>high);
}
export function thresholdU16(a: usize, out: usize, count: u32, at: u32, low: u32, high: u32): void {
  thresholdOf<u16>(a, out, count, <u16>at, <u16>low, <u16>high);
}
export function thresholdI32(a: usize, out: usize, count: u32, at: i32, low: i32, high: i32): void {
  thresholdOf<i32>(a, out, count, at, low, high);
}
export function thresholdU32(a: usize, out: usize, count: u32, at: u32, low: u32, high: u32): void {
  thresholdOf<u32>(a, out, count, at, low, high);
}

export { convolve3 } from './convolve3';
export { separable } from './gaussian';
export { separableBytes } from './gaussian-bytes';
export { box } from './box';

export function storeF64(address: usize, value: f64): void { store<f64>(address, value); }
export function storeF32(address: usize, value: f32): void { store<f32>(address, value); }
