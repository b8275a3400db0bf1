import { F32 } from './convert';
import { indexWithin, openRows, rowAt } from './rows';

// Blur of bytes in whole numbers. Weights are whole 16,384ths that add up to 16,384. Columns are summed first, rounded to 128ths, then
// rows, rounded to bytes, halves up both times. Two rows at a time, and along a row two pixels: neighbours are multiplied by two weights
// and added in one instruction, and what is loaded serves both.

/** Bits of a weight, of what lies between, and of both sums. */
const WEIGHT_BITS: i32 = 14;
const BETWEEN_BITS: i32 = 7;
const COLUMN_SHIFT: i32 = WEIGHT_BITS - BETWEEN_BITS;
const ROW_SHIFT: i32 = WEIGHT_BITS + BETWEEN_BITS;

/** Rows `from` to `to` of bytes; `weights` are `radius + 1` f32 that hold the whole numbers, that of the centre first. */
export function separableBytes(
  source: usize, sourceStride: usize, target: usize, targetStride: usize,
  width: u32, height: i32, from: i32, to: i32, border: u32, weights: usize, radius: i32, scratch: usize,
): void {
  // Rows are read in place, as those of f32 are.
  const ring = openRows(F32, source, sourceStride, width, height, border, radius, from, scratch);
  const count = radius + 1;
  const pairBytes = (<usize>width * 4 + 63) & ~63;
  const lineBytes = (<usize>width * 2 + 63) & ~63;
  const vertical = ring + pairBytes * <usize>count;
  const horizontal = vertical + <usize>(count << 2);
  const taps = horizontal + <usize>(count << 2);
  const rest = taps + <usize>(count << 3);
  // Addresses that agree in their low twelve bits, a little apart, would make loads wait for stores that are none of theirs.
  const first = ((rest + 95) & ~63) + 1088;
  const second = first + lineBytes + 1216;
  storeTaps(weights, taps, radius);
  let next = 0;
  for (let y = from; y < to; y += 2) {
    // Rows `y - radius` to `y + 1 + radius`, in pairs.
    const begin = (y - from) >> 1;
    for (; next <= begin + radius; next++) {
      const row = from - radius + 2 * next;
      joinRows(rowAt(row), rowAt(row + 1), ring + pairBytes * <usize>(next % count), width);
    }
    for (let pair = 0; pair < count; pair++) {
      store<u32>(vertical + <usize>(pair << 2), <u32>(ring + pairBytes * <usize>((begin + pair) % count)));
    }
    blendColumns(vertical, taps, count, first, second, width);
    finishRow(first, horizontal, taps, target + targetStride * <usize>y, rest, width, border, radius);
    if (y + 1 < to) finishRow(second, horizontal, taps, target + targetStride * <usize>(y + 1), rest, width, border, radius);
  }
}

/** For every pair of neighbours the two weights that they have in the first sum, and in the second, which is one step further. */
function storeTaps(weights: usize, taps: usize, radius: i32): void {
  for (let tap = 0; tap < 2 * radius + 2; tap++) {
    const at = taps + <usize>((tap >> 1 << 3) + (tap & 1) * 2);
    const one = abs(tap - radius);
    const other = abs(tap - 1 - radius);
    store<i16>(at, one <= radius ? <i16>load<f32>(weights + <usize>(one << 2)) : 0);
    store<i16>(at, other <= radius ? <i16>load<f32>(weights + <usize>(other << 2)) : 0, 4);
  }
}

/** Bytes of two rows as 16-bit numbers, side by side. */
function joinRows(upper: usize, lower: usize, out: usize, width: u32): void {
  let x: usize = 0;
  if (ASC_FEATURE_SIMD) {
    for (; x + 16 <= <usize>width; x += 16) {
      const a = v128.load(upper + x);
      const b = v128.load(lower + x);
      const low = i8x16.shuffle(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
      const high = i8x16.shuffle(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
      const at = out + (x << 2);
      v128.store(at, i16x8.extend_low_i8x16_u(low));
      v128.store(at, i16x8.extend_high_i8x16_u(low), 16);
      v128.store(at, i16x8.extend_low_i8x16_u(high), 32);
      v128.store(at, i16x8.extend_high_i8x16_u(high), 48);
    }
  }
  for (; x < <usize>width; x++) store<u32>(out + (x << 2), <u32>load<u8>(upper + x) | (<u32>load<u8>(lower + x) << 16));
}

function finishRow(
  line: usize, horizontal: usize, taps: usize, out: usize, rest: usize, width: u32, border: u32, radius: i32,
): void {
  for (let step = 1; step <= radius; step++) {
    padPixel(line, -step, width, border);
    padPixel(line, <i32>width - 1 + step, width, border);
  }
  blendRow(line - (<usize>radius << 1), taps, radius + 1, out, rest, width);
}

function padPixel(row: usize, index: i32, width: i32, border: u32): void {
  const from = indexWithin(index, width, border);
  store<i16>(row + (<usize>index << 1), from < 0 ? 0 : load<i16>(row + (<usize>from << 1)));
}

/** Columns of joined rows, listed at `pairs`, for two rows. Vectors run to the end of the last block, which belongs to nobody. */
function blendColumns(pairs: usize, taps: usize, count: i32, first: usize, second: usize, width: u32): void {
  const pairsEnd = pairs + <usize>(count << 2);
  if (ASC_FEATURE_SIMD) {
    const half = i32x4.splat(1 << (COLUMN_SHIFT - 1));
    for (let x: usize = 0; x < <usize>width; x += 16) {
      let a0 = half, a1 = half, a2 = half, a3 = half;
      let b0 = half, b1 = half, b2 = half, b3 = half;
      let tap = taps;
      for (let pair = pairs; pair < pairsEnd; pair += 4, tap += 8) {
        const at = <usize>load<u32>(pair) + (x << 2);
        const one = v128.load32_splat(tap);
        const other = v128.load32_splat(tap, 4);
        let v = v128.load(at);
        a0 = i32x4.add(a0, i32x4.dot_i16x8_s(v, one));
        b0 = i32x4.add(b0, i32x4.dot_i16x8_s(v, other));
        v = v128.load(at, 16);
        a1 = i32x4.add(a1, i32x4.dot_i16x8_s(v, one));
        b1 = i32x4.add(b1, i32x4.dot_i16x8_s(v, other));
        v = v128.load(at, 32);
        a2 = i32x4.add(a2, i32x4.dot_i16x8_s(v, one));
        b2 = i32x4.add(b2, i32x4.dot_i16x8_s(v, other));
        v = v128.load(at, 48);
        a3 = i32x4.add(a3, i32x4.dot_i16x8_s(v, one));
        b3 = i32x4.add(b3, i32x4.dot_i16x8_s(v, other));
      }
      storeBetween(first + (x << 1), a0, a1, a2, a3);
      storeBetween(second + (x << 1), b0, b1, b2, b3);
    }
  } else {
    for (let x: usize = 0; x < <usize>width; x++) {
      let a = 1 << (COLUMN_SHIFT - 1);
      let b = a;
      let tap = taps;
      for (let pair = pairs; pair < pairsEnd; pair += 4, tap += 8) {
        const at = <usize>load<u32>(pair) + (x << 2);
        a += <i32>load<i16>(at) * <i32>load<i16>(tap) + <i32>load<i16>(at, 2) * <i32>load<i16>(tap, 2);
        b += <i32>load<i16>(at) * <i32>load<i16>(tap, 4) + <i32>load<i16>(at, 2) * <i32>load<i16>(tap, 6);
      }
      store<i16>(first + (x << 1), <i16>(a >> COLUMN_SHIFT));
      store<i16>(second + (x << 1), <i16>(b >> COLUMN_SHIFT));
    }
  }
}

// @ts-ignore: decorator
@inline
function storeBetween(out: usize, a: v128, b: v128, c: v128, d: v128): void {
  v128.store(out, i16x8.narrow_i32x4_s(i32x4.shr_s(a, COLUMN_SHIFT), i32x4.shr_s(b, COLUMN_SHIFT)));
  v128.store(out, i16x8.narrow_i32x4_s(i32x4.shr_s(c, COLUMN_SHIFT), i32x4.shr_s(d, COLUMN_SHIFT)), 16);
}

/** A row whose first pixel is `radius` behind `row`. The last pixels go by way of `spare`, 32 bytes. Hot: see bench/simd.bench.ts. */
function blendRow(row: usize, taps: usize, count: i32, out: usize, spare: usize, width: u32): void {
  const rowEnd = <usize>(count << 2);
  if (ASC_FEATURE_SIMD) {
    const half = i32x4.splat(1 << (ROW_SHIFT - 1));
    for (let x: usize = 0; x < <usize>width; x += 32) {
      let a0 = half, a1 = half, a2 = half, a3 = half;
      let b0 = half, b1 = half, b2 = half, b3 = half;
      let tap = taps;
      let at = row + (x << 1);
      for (const end = at + rowEnd; at < end; at += 4, tap += 8) {
        const one = v128.load32_splat(tap);
        const other = v128.load32_splat(tap, 4);
        let v = v128.load(at);
        a0 = i32x4.add(a0, i32x4.dot_i16x8_s(v, one));
        b0 = i32x4.add(b0, i32x4.dot_i16x8_s(v, other));
        v = v128.load(at, 16);
        a1 = i32x4.add(a1, i32x4.dot_i16x8_s(v, one));
        b1 = i32x4.add(b1, i32x4.dot_i16x8_s(v, other));
        v = v128.load(at, 32);
        a2 = i32x4.add(a2, i32x4.dot_i16x8_s(v, one));
        b2 = i32x4.add(b2, i32x4.dot_i16x8_s(v, other));
        v = v128.load(at, 48);
        a3 = i32x4.add(a3, i32x4.dot_i16x8_s(v, one));
        b3 = i32x4.add(b3, i32x4.dot_i16x8_s(v, other));
      }
      const isWhole = x + 32 <= <usize>width;
      const to = isWhole ? out + x : spare;
      v128.store(to, mixed(a0, a1, b0, b1));
      v128.store(to, mixed(a2, a3, b2, b3), 16);
      if (!isWhole) memory.copy(out + x, spare, <usize>width - x);
    }
  } else {
    for (let x: usize = 0; x < <usize>width; x++) {
      let sum = 1 << (ROW_SHIFT - 1);
      // Pixels of odd places have the second weights, from the place before.
      const odd = x & 1;
      let tap = taps + (odd << 2);
      let at = row + ((x - odd) << 1);
      for (const end = at + rowEnd; at < end; at += 4, tap += 8) {
        sum += <i32>load<i16>(at) * <i32>load<i16>(tap) + <i32>load<i16>(at, 2) * <i32>load<i16>(tap, 2);
      }
      store<u8>(out + x, <u8>(sum >> ROW_SHIFT));
    }
  }
}

/** Sixteen bytes of the sums of even and of odd places. */
// @ts-ignore: decorator
@inline
function mixed(even: v128, evenNext: v128, odd: v128, oddNext: v128): v128 {
  const evens = i16x8.narrow_i32x4_s(i32x4.shr_s(even, ROW_SHIFT), i32x4.shr_s(evenNext, ROW_SHIFT));
  const odds = i16x8.narrow_i32x4_s(i32x4.shr_s(odd, ROW_SHIFT), i32x4.shr_s(oddNext, ROW_SHIFT));
  return v128.or(evens, i16x8.shl(odds, 8));
}
