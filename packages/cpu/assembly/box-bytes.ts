import { F32 } from './convert';
import { indexWithin, openRows, rowAt } from './rows';

/** Widest box of bytes whose sum fits 16 bits: 15 × 15 × 255. */
export const MOST_RADIUS: i32 = 7;

// Whole numbers lose nothing in running sums, not even where those of a long row pass 2¹⁶: the sum of a window is a difference of two of
// them, and fits.

/** `box` of bytes in 16-bit sums, rounded to the nearest; an odd number of pixels has no ties. */
export function boxBytes(
  source: usize, sourceStride: usize, target: usize, targetStride: usize,
  width: u32, height: i32, from: i32, to: i32, border: u32, radius: i32, scratch: usize,
): void {
  const side = 2 * radius + 1;
  const bytes = (<usize>width * 2 + 127) & ~63;
  // Rows are read in place, as those of f32 are.
  const columns = openRows(F32, source, sourceStride, width, height, border, radius, from, scratch);
  const sums = columns + bytes + 1088;
  // The window of the row before the first.
  memory.fill(columns, 0, bytes);
  for (let y = from - 1 - radius; y < from + radius; y++) addRow(rowAt(y), columns, width);
  const area = side * side;
  // Division of all sums of bytes by multiplication, each of which filters.test.ts tries.
  const shift = 47 - clz(area);
  const share = ((1 << shift) + area - 1) / area;
  for (let y = from; y < to; y++) {
    moveColumns(rowAt(y + radius), rowAt(y - radius - 1), columns, sums, width);
    padSums(columns, sums, width, radius, border);
    divideWindows(sums, target + targetStride * <usize>y, width, radius, area >> 1, share, shift);
  }
}

/** Sums of columns from one row to the next, and their running sums along the row. Hot: see bench/native.bench.ts. */
function moveColumns(enters: usize, leaves: usize, columns: usize, sums: usize, width: u32): void {
  let x: usize = 0;
  if (ASC_FEATURE_SIMD) {
    let before = i16x8.splat(0);
    for (; x + 8 <= <usize>width; x += 8) {
      const at = columns + (x << 1);
      const column = i16x8.add(v128.load(at), i16x8.sub(v128.load8x8_u(enters + x), v128.load8x8_u(leaves + x)));
      v128.store(at, column);
      let run = i16x8.add(column, i16x8.shuffle(i16x8.splat(0), column, 7, 8, 9, 10, 11, 12, 13, 14));
      run = i16x8.add(run, i16x8.shuffle(i16x8.splat(0), run, 6, 7, 8, 9, 10, 11, 12, 13));
      run = i16x8.add(run, i16x8.shuffle(i16x8.splat(0), run, 4, 5, 6, 7, 8, 9, 10, 11));
      v128.store(sums + (x << 1), i16x8.add(run, before));
      before = i16x8.add(before, i16x8.shuffle(run, run, 7, 7, 7, 7, 7, 7, 7, 7));
    }
  }
  let sum: u32 = x == 0 ? 0 : load<u16>(sums + (x << 1) - 2);
  for (; x < <usize>width; x++) {
    const at = columns + (x << 1);
    const column = load<u16>(at) + load<u8>(enters + x) - load<u8>(leaves + x);
    store<u16>(at, column);
    sum += column;
    store<u16>(sums + (x << 1), <u16>sum);
  }
}

/** Running sums of what stands for pixels beyond the edges, `radius` on both sides; that before the first pixel is 0. */
function padSums(columns: usize, sums: usize, width: u32, radius: i32, border: u32): void {
  store<u16>(sums - 2, 0);
  const last = <i32>width - 1;
  for (let step = 1; step <= radius; step++) {
    const left = sums - (<usize>step << 1);
    store<u16>(left - 2, load<u16>(left) - columnAt(columns, -step, width, border));
    const right = sums + (<usize>(last + step) << 1);
    store<u16>(right, load<u16>(right - 2) + columnAt(columns, last + step, width, border));
  }
}

function columnAt(columns: usize, index: i32, width: i32, border: u32): u16 {
  const inside = indexWithin(index, width, border);
  return inside < 0 ? 0 : load<u16>(columns + (<usize>inside << 1));
}

function divideWindows(sums: usize, out: usize, width: u32, radius: i32, half: u32, share: u32, shift: i32): void {
  const begin = sums - (<usize>(radius + 1) << 1);
  const end = sums + (<usize>radius << 1);
  let x: usize = 0;
  if (ASC_FEATURE_SIMD) {
    const halves = i16x8.splat(<i16>half);
    const shares = i32x4.splat(share);
    for (; x + 16 <= <usize>width; x += 16) {
      const at = x << 1;
      const low = i16x8.add(i16x8.sub(v128.load(end + at), v128.load(begin + at)), halves);
      const high = i16x8.add(i16x8.sub(v128.load(end + at, 16), v128.load(begin + at, 16)), halves);
      v128.store(out + x, i8x16.narrow_i16x8_u(divided(low, shares, shift), divided(high, shares, shift)));
    }
  }
  for (; x < <usize>width; x++) {
    const sum = <u32>load<u16>(end + (x << 1)) - <u32>load<u16>(begin + (x << 1));
    store<u8>(out + x, <u8>((((sum & 0xffff) + half) * share) >>> shift));
  }
}

// @ts-ignore: decorator
@inline
function divided(sums: v128, shares: v128, shift: i32): v128 {
  return i16x8.narrow_i32x4_s(
    i32x4.shr_u(i32x4.mul(i32x4.extend_low_i16x8_u(sums), shares), shift),
    i32x4.shr_u(i32x4.mul(i32x4.extend_high_i16x8_u(sums), shares), shift),
  );
}

function addRow(row: usize, columns: usize, width: u32): void {
  let x: usize = 0;
  if (ASC_FEATURE_SIMD) {
    for (; x + 8 <= <usize>width; x += 8) {
      const at = columns + (x << 1);
      v128.store(at, i16x8.add(v128.load(at), v128.load8x8_u(row + x)));
    }
  }
  for (; x < <usize>width; x++) store<u16>(columns + (x << 1), load<u16>(columns + (x << 1)) + load<u8>(row + x));
}
