import { boxBytes, MOST_RADIUS } from './box-bytes';
import { convert, F32, U8 } from './convert';
import { openRows, padRow, readRows, rowAt, rowBytes } from './rows';

/**
 * Rows `from` to `to` of an image under a box of `2 * radius + 1` pixels a side. Nothing is ever subtracted, so that sums lose nothing and
 * a NaN stays within its windows. Down the columns a window is the end of one block of rows and the beginning of the next (van Herk,
 * 1992); along a row it is put together from windows of 1, 2, 4, … pixels.
 */
export function box(
  type: u32, source: usize, sourceStride: usize, target: usize, targetStride: usize,
  width: u32, height: i32, from: i32, to: i32, border: u32, radius: i32, scratch: usize,
): void {
  if (type == U8 && radius <= MOST_RADIUS) {
    boxBytes(source, sourceStride, target, targetStride, width, height, from, to, border, radius, scratch);
    return;
  }
  const side = 2 * radius + 1;
  const bytes = rowBytes(width);
  const ends = openRows(type, source, sourceStride, width, height, border, radius, from, scratch);
  const beginning = ends + bytes * <usize>side;
  const pad = <usize>(radius + 15 & ~15) << 2;
  // Addresses that agree in their low twelve bits, a little apart, would make loads wait for stores that are none of theirs.
  const column = beginning + bytes + pad + 2048;
  const line = column + bytes + pad + 1024;
  const share: f64 = 1 / (<f64>side * <f64>side);
  for (let start = from; start < to; start += side) {
    // Sums of the last rows of the block whose first row is `start - radius`.
    readRows(start + radius);
    for (let index = side - 1; index >= 0; index--) {
      const end = ends + bytes * <usize>index;
      const row = rowAt(start - radius + index);
      if (index == side - 1) memory.copy(end, row, <usize>width << 2);
      else addRows(row, end + bytes, end, width);
    }
    const stop = min(start + side, to);
    for (let y = start; y < stop; y++) {
      const end = ends + bytes * <usize>(y - start);
      if (y == start) {
        memory.copy(column, end, <usize>width << 2);
      } else {
        readRows(y + radius);
        const row = rowAt(y + radius);
        if (y == start + 1) memory.copy(beginning, row, <usize>width << 2);
        else addRows(beginning, row, beginning, width);
        addRows(end, beginning, column, width);
      }
      padRow(column, width, radius, border);
      sumWindows(column - (<usize>radius << 2), line, width, side);
      convert(F32, type, line, target + targetStride * <usize>y, width, share, 0);
    }
  }
}

function addRows(a: usize, b: usize, out: usize, width: u32): void {
  const end = <usize>width << 2;
  let x: usize = 0;
  if (ASC_FEATURE_SIMD) {
    for (; x + 32 <= end; x += 32) {
      v128.store(out + x, f32x4.add(v128.load(a + x), v128.load(b + x)));
      v128.store(out + x, f32x4.add(v128.load(a + x, 16), v128.load(b + x, 16)), 16);
    }
  }
  for (; x < end; x += 4) store<f32>(out + x, load<f32>(a + x) + load<f32>(b + x));
}

/** Sums of `side` neighbours: `out[x] = row[x] + … + row[x + side - 1]`. `row` is used up. Hot: once a row; see bench/simd.bench.ts. */
function sumWindows(row: usize, out: usize, width: u32, side: i32): void {
  const end = <usize>width << 2;
  if (side == 1) {
    memory.copy(out, row, end);
    return;
  }
  // `row[x]` holds the sum of `span` bytes of pixels from x on; so many as `done` are in `out`.
  memory.copy(out, row, end);
  let done: usize = 4;
  let span: usize = 4;
  const sideBytes = <usize>side << 2;
  while (done < sideBytes) {
    // Windows of twice the span, as far as later ones are made of them.
    addTo(row, row + span, end + sideBytes - 2 * span);
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
      v128.store(at, f32x4.add(v128.load(at), v128.load(from)));
      v128.store(at, f32x4.add(v128.load(at, 16), v128.load(from, 16)), 16);
      v128.store(at, f32x4.add(v128.load(at, 32), v128.load(from, 32)), 32);
      v128.store(at, f32x4.add(v128.load(at, 48), v128.load(from, 48)), 48);
    }
  }
  for (; x < bytes; x += 4) store<f32>(a + x, load<f32>(a + x) + load<f32>(b + x));
}
