import { high16, high32, high64, high8, low16, low32, low64, low8 } from './lanes';

/**
 * Bit shuffle of one byte plane: bit `k` of each byte goes to bit plane `k`, which takes `count >> 3` bytes; the last `count & 7` bytes are
 * kept as they are, at the end. Hot: one call a byte plane; see bench/codec.bench.ts.
 */
export function splitBits(source: usize, target: usize, count: u32): void {
  const stride = <usize>(count >> 3);
  const end = target + stride;
  if (ASC_FEATURE_SIMD) {
    for (; target + 16 <= end; target += 16) {
      const a = pairs(transpose(v128.load(source)));
      const b = pairs(transpose(v128.load(source, 16)));
      const c = pairs(transpose(v128.load(source, 32)));
      const d = pairs(transpose(v128.load(source, 48)));
      const e = pairs(transpose(v128.load(source, 64)));
      const f = pairs(transpose(v128.load(source, 80)));
      const g = pairs(transpose(v128.load(source, 96)));
      const h = pairs(transpose(v128.load(source, 112)));
      splitRows(target, stride, low16(a, b), low16(c, d), low16(e, f), low16(g, h));
      splitRows(target + (stride << 2), stride, high16(a, b), high16(c, d), high16(e, f), high16(g, h));
      source += 128;
    }
  }
  for (; target < end; target++) {
    const rows = transpose64(load<u64>(source));
    for (let bit: usize = 0; bit < 8; bit++) store<u8>(target + stride * bit, <u8>(rows >> (bit << 3)));
    source += 8;
  }
  memory.copy(target + stride * 7, source, count & 7);
}

/** The reverse of `splitBits`. */
export function joinBits(source: usize, target: usize, count: u32): void {
  const stride = <usize>(count >> 3);
  const end = source + stride;
  if (ASC_FEATURE_SIMD) {
    for (; source + 16 <= end; source += 16) {
      const upper = source + (stride << 2);
      const a = v128.load(source);
      const b = v128.load(source + stride);
      const c = v128.load(source + (stride << 1));
      const d = v128.load(source + stride * 3);
      const e = v128.load(upper);
      const f = v128.load(upper + stride);
      const g = v128.load(upper + (stride << 1));
      const h = v128.load(upper + stride * 3);
      joinRows(target, low16(low8(a, b), low8(c, d)), low16(low8(e, f), low8(g, h)));
      joinRows(target + 32, high16(low8(a, b), low8(c, d)), high16(low8(e, f), low8(g, h)));
      joinRows(target + 64, low16(high8(a, b), high8(c, d)), low16(high8(e, f), high8(g, h)));
      joinRows(target + 96, high16(high8(a, b), high8(c, d)), high16(high8(e, f), high8(g, h)));
      target += 128;
    }
  }
  for (; source < end; source++) {
    let rows: u64 = 0;
    for (let bit: usize = 0; bit < 8; bit++) rows |= <u64>load<u8>(source + stride * bit) << (bit << 3);
    store<u64>(target, transpose64(rows));
    target += 8;
  }
  memory.copy(target, source + stride * 7, count & 7);
}

/** Stores four bit planes of 16 bytes; each argument holds 32 bits of each of them. */
// @ts-ignore: decorator
@inline
function splitRows(target: usize, stride: usize, a: v128, b: v128, c: v128, d: v128): void {
  const ab = low32(a, b);
  const cd = low32(c, d);
  v128.store(target, low64(ab, cd));
  v128.store(target + stride, high64(ab, cd));
  const ab2 = high32(a, b);
  const cd2 = high32(c, d);
  v128.store(target + (stride << 1), low64(ab2, cd2));
  v128.store(target + stride * 3, high64(ab2, cd2));
}

/** Stores 32 bytes; the arguments hold bits 0–3 and 4–7 of them, 32 bits at a time. */
// @ts-ignore: decorator
@inline
function joinRows(target: usize, lower: v128, upper: v128): void {
  v128.store(target, transpose(low32(lower, upper)));
  v128.store(target, transpose(high32(lower, upper)), 16);
}

/** Eight 16-bit lanes, each holding byte `k` of both halves. */
// @ts-ignore: decorator
@inline
function pairs(a: v128): v128 {
  return i8x16.shuffle(a, a, 0, 8, 1, 9, 2, 10, 3, 11, 4, 12, 5, 13, 6, 14, 7, 15);
}

/** `transpose64` of both halves. */
// @ts-ignore: decorator
@inline
function transpose(x: v128): v128 {
  let swap = v128.and(v128.xor(x, i64x2.shr_u(x, 7)), i64x2.splat(0x00aa00aa00aa00aa));
  x = v128.xor(x, v128.xor(swap, i64x2.shl(swap, 7)));
  swap = v128.and(v128.xor(x, i64x2.shr_u(x, 14)), i64x2.splat(0x0000cccc0000cccc));
  x = v128.xor(x, v128.xor(swap, i64x2.shl(swap, 14)));
  swap = v128.and(v128.xor(x, i64x2.shr_u(x, 28)), i64x2.splat(0x00000000f0f0f0f0));
  return v128.xor(x, v128.xor(swap, i64x2.shl(swap, 28)));
}

/** Transposes 8 × 8 bits: bit `c` of byte `r` becomes bit `r` of byte `c` (Hacker's Delight, 7-3). */
// @ts-ignore: decorator
@inline
function transpose64(x: u64): u64 {
  let swap = (x ^ (x >> 7)) & 0x00aa00aa00aa00aa;
  x ^= swap ^ (swap << 7);
  swap = (x ^ (x >> 14)) & 0x0000cccc0000cccc;
  x ^= swap ^ (swap << 14);
  swap = (x ^ (x >> 28)) & 0x00000000f0f0f0f0;
  return x ^ swap ^ (swap << 28);
}
