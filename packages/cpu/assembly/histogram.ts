import { load2 } from './load';

// Neighbours are counted in tables of their own, so that equal values in a row do not wait for each other's count.

/** Counts bytes into four tables of 256 u32 in turn. Eight loads of a byte: one of all eight, taken apart, costs more than it saves. */
export function histogramBytes(a: usize, count: u32, tables: usize): void {
  const end = a + count;
  for (; a + 8 <= end; a += 8) {
    count4(tables, load<u8>(a), load<u8>(a, 1), load<u8>(a, 2), load<u8>(a, 3));
    count4(tables, load<u8>(a, 4), load<u8>(a, 5), load<u8>(a, 6), load<u8>(a, 7));
  }
  for (; a < end; a++) increment(tables + (<usize>load<u8>(a) << 2));
}

// @ts-ignore: decorator
@inline
function count4(tables: usize, a: u8, b: u8, c: u8, d: u8): void {
  const p = tables + (<usize>a << 2);
  const q = tables + (<usize>b << 2);
  const r = tables + (<usize>c << 2);
  const s = tables + (<usize>d << 2);
  store<u32>(p, load<u32>(p) + 1);
  store<u32>(q, load<u32>(q, 1024) + 1, 1024);
  store<u32>(r, load<u32>(r, 2048) + 1, 2048);
  store<u32>(s, load<u32>(s, 3072) + 1, 3072);
}

/** 2⁵² in f64: the low half of the sum of it and a whole number is that number. */
const WHOLE: f64 = 4503599627370496;

/**
 * Counts elements from `low` to `high` into two tables of `bins + 2` u32 in turn: slot `(value - low) * scale`, where the slot behind the
 * last bin is for `high` itself and the one behind that for what lies outside or is NaN. Hot: see bench/simd.bench.ts.
 */
export function histogramOf<T>(a: usize, count: u32, low: f64, high: f64, scale: f64, bins: u32, tables: usize): void {
  const end = a + (count & ~3) * sizeof<T>();
  const second = tables + ((bins + 2) << 2);
  if (ASC_FEATURE_SIMD) {
    const lows = f64x2.splat(low);
    const highs = f64x2.splat(high);
    const scales = f64x2.splat(scale);
    const outside = f64x2.splat(<f64>(bins + 1));
    const whole = f64x2.splat(WHOLE);
    for (; a < end; a += 4 * sizeof<T>()) {
      const p = slots(load2<T>(a), lows, highs, scales, outside, whole);
      const q = slots(load2<T>(a + 2 * sizeof<T>()), lows, highs, scales, outside, whole);
      increment(tables + (<usize>i64x2.extract_lane(p, 0) << 2));
      increment(second + (<usize>i64x2.extract_lane(p, 1) << 2));
      increment(tables + (<usize>i64x2.extract_lane(q, 0) << 2));
      increment(second + (<usize>i64x2.extract_lane(q, 1) << 2));
    }
  }
  const last = a + ((end - a) / sizeof<T>() + (count & 3)) * sizeof<T>();
  for (; a < last; a += sizeof<T>()) {
    const value = <f64>load<T>(a);
    const slot = value >= low && value <= high ? <u32>((value - low) * scale) : bins + 1;
    increment(tables + (slot << 2));
  }
}

/** Two slots as the low halves of 64-bit lanes. What lies outside is made NaN, which a pseudo-minimum gives way to. */
// @ts-ignore: decorator
@inline
function slots(values: v128, lows: v128, highs: v128, scales: v128, outside: v128, whole: v128): v128 {
  const marked = v128.or(values, v128.or(f64x2.lt(values, lows), f64x2.gt(values, highs)));
  return f64x2.add(f64x2.floor(f64x2.pmin(outside, f64x2.mul(f64x2.sub(marked, lows), scales))), whole);
}

/** 2²³ in f32, as `WHOLE` in f64. */
const WHOLE32: f32 = 8388608;

/** `histogramOf` of f32 where `low` is 0 and `scale` a power of two, so that f32 arithmetic is exact; `bins` is below 2²². */
export function histogramPowerF32(a: usize, count: u32, high: f32, scale: f32, bins: u32, tables: usize): void {
  const end = a + ((count & ~3) << 2);
  const second = tables + ((bins + 2) << 2);
  if (ASC_FEATURE_SIMD) {
    const zero = f32x4.splat(0);
    const highs = f32x4.splat(high);
    const scales = f32x4.splat(scale);
    const outside = f32x4.splat(<f32>(bins + 1));
    const whole = f32x4.splat(WHOLE32);
    // The slots come with the exponent of `whole` above them.
    const first32 = <u32>tables - (reinterpret<u32>(WHOLE32) << 2);
    const second32 = <u32>second - (reinterpret<u32>(WHOLE32) << 2);
    for (; a < end; a += 16) {
      const values = v128.load(a);
      const marked = v128.or(values, v128.or(f32x4.lt(values, zero), f32x4.gt(values, highs)));
      const slots = f32x4.add(f32x4.floor(f32x4.pmin(outside, f32x4.mul(marked, scales))), whole);
      increment(first32 + (i32x4.extract_lane(slots, 0) << 2));
      increment(second32 + (i32x4.extract_lane(slots, 1) << 2));
      increment(first32 + (i32x4.extract_lane(slots, 2) << 2));
      increment(second32 + (i32x4.extract_lane(slots, 3) << 2));
    }
  }
  const last = a + (end - a) + ((count & 3) << 2);
  for (; a < last; a += 4) {
    const value = load<f32>(a);
    const slot = value >= 0 && value <= high ? <u32>(value * scale) : bins + 1;
    increment(tables + (slot << 2));
  }
}

// @ts-ignore: decorator
@inline
function increment(address: usize): void {
  store<u32>(address, load<u32>(address) + 1);
}
