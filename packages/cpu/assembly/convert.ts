import { load4 } from './load';

/** 1.5 · 2²³: added to a number below 2²² it leaves the nearest whole one, ties to even, in the low bits. */
const WHOLE: f32 = 12582912;

/**
 * Rounds four f32 to whole numbers, ties to even, none below `least`; NaN becomes 0 or `least`. Those above 2²² become other numbers above
 * 2²², since bits of positive floats are in the order of their values: narrowing saturates them.
 */
// @ts-ignore: decorator
@inline
function whole4(v: v128, least: f32): v128 {
  // A pseudo-maximum gives its first operand for NaN.
  const bounded = f32x4.pmax(f32x4.splat(least), v);
  return i32x4.sub(f32x4.add(bounded, f32x4.splat(WHOLE)), i32x4.splat(reinterpret<i32>(WHOLE)));
}

/** `whole4` of a signed type, where NaN must become 0. */
// @ts-ignore: decorator
@inline
function signedWhole4(v: v128, least: f32): v128 {
  return whole4(v128.and(v, f32x4.eq(v, v)), least);
}

/** Stores sixteen f32 as elements of a type of at most 16 bits, saturated, or as f32. */
// @ts-ignore: decorator
@inline
export function store16<T>(address: usize, a: v128, b: v128, c: v128, d: v128): void {
  if (isFloat<T>()) {
    v128.store(address, a);
    v128.store(address, b, 16);
    v128.store(address, c, 32);
    v128.store(address, d, 48);
  } else if (sizeof<T>() == 1) {
    if (isSigned<T>()) {
      const low = i16x8.narrow_i32x4_s(signedWhole4(a, -128), signedWhole4(b, -128));
      const high = i16x8.narrow_i32x4_s(signedWhole4(c, -128), signedWhole4(d, -128));
      v128.store(address, i8x16.narrow_i16x8_s(low, high));
    } else {
      const low = i16x8.narrow_i32x4_s(whole4(a, 0), whole4(b, 0));
      const high = i16x8.narrow_i32x4_s(whole4(c, 0), whole4(d, 0));
      v128.store(address, i8x16.narrow_i16x8_u(low, high));
    }
  } else if (isSigned<T>()) {
    v128.store(address, i16x8.narrow_i32x4_s(signedWhole4(a, -32768), signedWhole4(b, -32768)));
    v128.store(address, i16x8.narrow_i32x4_s(signedWhole4(c, -32768), signedWhole4(d, -32768)), 16);
  } else {
    v128.store(address, i16x8.narrow_i32x4_u(whole4(a, 0), whole4(b, 0)));
    v128.store(address, i16x8.narrow_i32x4_u(whole4(c, 0), whole4(d, 0)), 16);
  }
}

/** Stores one number as an element, rounded to even and saturated when that is whole. */
// @ts-ignore: decorator
@inline
export function store1<T>(address: usize, value: f64): void {
  if (isFloat<T>()) {
    store<T>(address, <T>value);
  } else {
    const whole = nearest<f64>(value);
    const least: f64 = isSigned<T>() ? -<f64>(<i64>1 << (8 * sizeof<T>() - 1)) : 0;
    const most: f64 = <f64>((<i64>1 << (isSigned<T>() ? 8 * sizeof<T>() - 1 : 8 * sizeof<T>())) - 1);
    const bounded = whole < most ? (whole > least ? whole : least) : most;
    store<T>(address, value == value ? <T>(<i64>bounded) : 0);
  }
}

/** `value * scale + offset` in f32, each step rounded, for types of at most 16 bits and f32. */
function inF32<A, B>(a: usize, out: usize, count: u32, scale: f32, offset: f32): void {
  const end = a + count * sizeof<A>();
  if (ASC_FEATURE_SIMD) {
    const factor = f32x4.splat(scale);
    const term = f32x4.splat(offset);
    if (isFloat<A>() && !isFloat<B>() && offset == 0) {
      // Whole numbers have but one zero, which this addition would make of −0.
      for (; a + 16 * sizeof<A>() <= end; a += 16 * sizeof<A>(), out += 16 * sizeof<B>()) {
        store16<B>(
          out,
          f32x4.mul(load4<A>(a), factor),
          f32x4.mul(load4<A>(a + 4 * sizeof<A>()), factor),
          f32x4.mul(load4<A>(a + 8 * sizeof<A>()), factor),
          f32x4.mul(load4<A>(a + 12 * sizeof<A>()), factor),
        );
      }
    }
    for (; a + 16 * sizeof<A>() <= end; a += 16 * sizeof<A>(), out += 16 * sizeof<B>()) {
      store16<B>(
        out,
        f32x4.add(f32x4.mul(load4<A>(a), factor), term),
        f32x4.add(f32x4.mul(load4<A>(a + 4 * sizeof<A>()), factor), term),
        f32x4.add(f32x4.mul(load4<A>(a + 8 * sizeof<A>()), factor), term),
        f32x4.add(f32x4.mul(load4<A>(a + 12 * sizeof<A>()), factor), term),
      );
    }
  }
  for (; a < end; a += sizeof<A>(), out += sizeof<B>()) store1<B>(out, <f32>load<A>(a) * scale + offset);
}

/** The same in f64, for all types. */
function inF64<A, B>(a: usize, out: usize, count: u32, scale: f64, offset: f64): void {
  for (const end = a + count * sizeof<A>(); a < end; a += sizeof<A>(), out += sizeof<B>()) {
    store1<B>(out, <f64>load<A>(a) * scale + offset);
  }
}

// Codes of element types, as the host numbers them.
export const F32: u32 = 0;
const F64: u32 = 1;
const I8: u32 = 2;
export const U8: u32 = 3;
const I16: u32 = 4;
export const U16: u32 = 5;
const I32: u32 = 6;

/** Converts between any two types; f32 arithmetic suffices when neither has more than 24 significant bits. */
export function convert(from: u32, to: u32, a: usize, out: usize, count: u32, scale: f64, offset: f64): void {
  if (from == F32) convertFrom<f32>(to, a, out, count, scale, offset);
  else if (from == F64) convertWideFrom<f64>(to, a, out, count, scale, offset);
  else if (from == I8) convertFrom<i8>(to, a, out, count, scale, offset);
  else if (from == U8) convertFrom<u8>(to, a, out, count, scale, offset);
  else if (from == I16) convertFrom<i16>(to, a, out, count, scale, offset);
  else if (from == U16) convertFrom<u16>(to, a, out, count, scale, offset);
  else if (from == I32) convertWideFrom<i32>(to, a, out, count, scale, offset);
  else convertWideFrom<u32>(to, a, out, count, scale, offset);
}

function convertFrom<A>(to: u32, a: usize, out: usize, count: u32, scale: f64, offset: f64): void {
  if (to == F32) inF32<A, f32>(a, out, count, <f32>scale, <f32>offset);
  else if (to == I8) inF32<A, i8>(a, out, count, <f32>scale, <f32>offset);
  else if (to == U8) inF32<A, u8>(a, out, count, <f32>scale, <f32>offset);
  else if (to == I16) inF32<A, i16>(a, out, count, <f32>scale, <f32>offset);
  else if (to == U16) inF32<A, u16>(a, out, count, <f32>scale, <f32>offset);
  else if (to == F64) inF64<A, f64>(a, out, count, scale, offset);
  else if (to == I32) inF64<A, i32>(a, out, count, scale, offset);
  else inF64<A, u32>(a, out, count, scale, offset);
}

function convertWideFrom<A>(to: u32, a: usize, out: usize, count: u32, scale: f64, offset: f64): void {
  if (to == F32) inF64<A, f32>(a, out, count, scale, offset);
  else if (to == F64) inF64<A, f64>(a, out, count, scale, offset);
  else if (to == I8) inF64<A, i8>(a, out, count, scale, offset);
  else if (to == U8) inF64<A, u8>(a, out, count, scale, offset);
  else if (to == I16) inF64<A, i16>(a, out, count, scale, offset);
  else if (to == U16) inF64<A, u16>(a, out, count, scale, offset);
  else if (to == I32) inF64<A, i32>(a, out, count, scale, offset);
  else inF64<A, u32>(a, out, count, scale, offset);
}
