import { convert, F32, U16, U8 } from './convert';
import { indexWithin, openRows, rowAt } from './rows';

/** Widest box of bytes whose sum fits 16 bits: 15 × 15 × 255. */
export const MOST_RADIUS: i32 = 7;

/** `box` of bytes in 16-bit sums, which are exact: the same results, eight pixels at a time. */
export function boxBytes(
  source: usize, sourceStride: usize, target: usize, targetStride: usize,
  width: u32, height: i32, from: i32, to: i32, border: u32, radius: i32, scratch: usize,
): void {
  const side = 2 * radius + 1;
  const bytes = (<usize>width * 2 + 63) & ~63;
  // Rows are read in place, as those of f32 are.
  const ends = openRows(F32, source, sourceStride, width, height, border, radius, from, scratch);
  const beginning = ends + bytes * <usize>side;
  // Addresses that agree in their low twelve bits, a little apart, would make loads wait for stores that are none of theirs.
  const column = beginning + bytes + 2112;
  const line = column + bytes + 1088;
  const share: f64 = 1 / (<f64>side * <f64>side);
  for (let start = from; start < to; start += side) {
    for (let index = side - 1; index >= 0; index--) {
      const end = ends + bytes * <usize>index;
      addBytes(rowAt(start - radius + index), index == side - 1 ? 0 : end + bytes, end, width);
    }
    const stop = min(start + side, to);
    for (let y = start; y < stop; y++) {
      const end = ends + bytes * <usize>(y - start);
      if (y == start) {
        memory.copy(column, end, <usize>width << 1);
      } else {
        addBytes(rowAt(y + radius), y == start + 1 ? 0 : beginning, beginning, width);
        addSums(end, beginning, column, width);
      }
      for (let step = 1; step <= radius; step++) {
        padPixel(column, -step, width, border);
        padPixel(column, <i32>width - 1 + step, width, border);
      }
      sumWindows(column - (<usize>radius << 1), line, width, side);
      convert(U16, U8, line, target + targetStride * <usize>y, width, share, 0);
    }
  }
}

/** `out = row + sums` of bytes and 16-bit sums; sums at address 0 are none. */
function addBytes(row: usize, sums: usize, out: usize, width: u32): void {
  let x: usize = 0;
  if (ASC_FEATURE_SIMD) {
    const end = <usize>(width & ~15);
    if (sums == 0) {
      for (; x < end; x += 16) {
        const v = v128.load(row + x);
        v128.store(out + (x << 1), i16x8.extend_low_i8x16_u(v));
        v128.store(out + (x << 1), i16x8.extend_high_i8x16_u(v), 16);
      }
    } else {
      for (; x < end; x += 16) {
        const v = v128.load(row + x);
        const at = sums + (x << 1);
        v128.store(out + (x << 1), i16x8.add(v128.load(at), i16x8.extend_low_i8x16_u(v)));
        v128.store(out + (x << 1), i16x8.add(v128.load(at, 16), i16x8.extend_high_i8x16_u(v)), 16);
      }
    }
  }
  for (; x < width; x++) store<u16>(out + (x << 1), <u16>load<u8>(row + x) + (sums == 0 ? 0 : load<u16>(sums + (x << 1))));
}

function addSums(a: usize, b: usize, out: usize, width: u32): void {
  const end = <usize>width << 1;
  let x: usize = 0;
  if (ASC_FEATURE_SIMD) {
    for (; x + 32 <= end; x += 32) {
      v128.store(out + x, i16x8.add(v128.load(a + x), v128.load(b + x)));
      v128.store(out + x, i16x8.add(v128.load(a + x, 16), v128.load(b + x, 16)), 16);
    }
  }
  for (; x < end; x += 2) store<u16>(out + x, load<u16>(a + x) + load<u16>(b + x));
}

/** As in box.ts: windows of 1, 2, 4, … sums put together. */
function sumWindows(row: usize, out: usize, width: u32, side: i32): void {
  const end = <usize>width << 1;
  memory.copy(out, row, end);
  const sideBytes = <usize>side << 1;
  let done: usize = 2;
  let span: usize = 2;
  while (done < sideBytes) {
    const reach = end + sideBytes - 2 * span;
    addTo(row, row + span, reach);
    span <<= 1;
    if (!(sideBytes & span)) continue;
    addTo(out, row + done, end);
    done += span;
  }
}

/** `a += b`, ascending: `b` may lie ahead in the same row. */
function addTo(a: usize, b: usize, bytes: usize): void {
  let x: usize = 0;
  if (ASC_FEATURE_SIMD) {
    for (; x + 64 <= bytes; x += 64) {
      const at = a + x;
      const from = b + x;
      v128.store(at, i16x8.add(v128.load(at), v128.load(from)));
      v128.store(at, i16x8.add(v128.load(at, 16), v128.load(from, 16)), 16);
      v128.store(at, i16x8.add(v128.load(at, 32), v128.load(from, 32)), 32);
      v128.store(at, i16x8.add(v128.load(at, 48), v128.load(from, 48)), 48);
    }
  }
  for (; x < bytes; x += 2) store<u16>(a + x, load<u16>(a + x) + load<u16>(b + x));
}

function padPixel(row: usize, index: i32, width: i32, border: u32): void {
  const from = indexWithin(index, width, border);
  store<u16>(row + (<usize>index << 1), from < 0 ? 0 : load<u16>(row + (<usize>from << 1)));
}
