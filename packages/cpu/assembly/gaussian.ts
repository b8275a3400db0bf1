import { convert, F32 } from './convert';
import { openRows, padRow, readRows, rowAt, rowBytes } from './rows';

/** Rows `from` to `to` of an image under a symmetric separable filter: `radius + 1` weights of f32, that of the centre first. */
export function separable(
  type: u32, source: usize, sourceStride: usize, target: usize, targetStride: usize,
  width: u32, height: i32, from: i32, to: i32, border: u32, weights: usize, radius: i32, scratch: usize,
): void {
  if (radius == 2) {
    separableTwo(type, source, sourceStride, target, targetStride, width, height, from, to, border, weights, scratch);
    return;
  }
  let free = openRows(type, source, sourceStride, width, height, border, radius, from, scratch);
  const line = free;
  free += rowBytes(width);
  const pad = <usize>(radius + 15 & ~15) << 2;
  const column = free + pad;
  free = column + rowBytes(width) + pad;
  // Addresses of the neighbours at distance 1, 2, … on both sides.
  const vertical = free;
  const horizontal = vertical + (<usize>radius << 3);
  for (let step = 1; step <= radius; step++) {
    const at = horizontal + (<usize>(step - 1) << 3);
    store<u32>(at, <u32>(column - (<usize>step << 2)));
    store<u32>(at, <u32>(column + (<usize>step << 2)), 4);
  }
  for (let y = from; y < to; y++) {
    readRows(y + radius);
    for (let step = 1; step <= radius; step++) {
      const at = vertical + (<usize>(step - 1) << 3);
      store<u32>(at, <u32>rowAt(y - step));
      store<u32>(at, <u32>rowAt(y + step), 4);
    }
    blend(rowAt(y), vertical, column, width, weights, radius);
    padRow(column, width, radius, border);
    const out = target + targetStride * <usize>y;
    blend(column, horizontal, type == F32 ? out : line, width, weights, radius);
    if (type != F32) convert(F32, type, line, out, width, 1, 0);
  }
}

/** `separable` of two neighbours on each side, two rows at a time: six rows are read for both where five are for one. */
function separableTwo(
  type: u32, source: usize, sourceStride: usize, target: usize, targetStride: usize,
  width: u32, height: i32, from: i32, to: i32, border: u32, weights: usize, scratch: usize,
): void {
  const bytes = rowBytes(width);
  const line = openRows(type, source, sourceStride, width, height, border, 3, from, scratch);
  const first = line + bytes + 64;
  // Addresses that agree in their low twelve bits, a little apart, would make loads wait for stores that are none of theirs.
  const second = first + bytes + 1152;
  for (let y = from; y < to; y += 2) {
    const hasTwo = y + 1 < to;
    readRows(y + 3);
    blendRows(rowAt(y - 2), rowAt(y - 1), rowAt(y), rowAt(y + 1), rowAt(y + 2), rowAt(y + 3), first, second, width, weights);
    finishRow(type, first, line, target + targetStride * <usize>y, width, border, weights);
    if (hasTwo) finishRow(type, second, line, target + targetStride * <usize>(y + 1), width, border, weights);
  }
}

function finishRow(type: u32, column: usize, line: usize, out: usize, width: u32, border: u32, weights: usize): void {
  padRow(column, width, 2, border);
  blendAlong(column, type == F32 ? out : line, width, weights);
  if (type != F32) convert(F32, type, line, out, width, 1, 0);
}

/** Hot: see bench/simd.bench.ts. */
function blendRows(a: usize, b: usize, c: usize, d: usize, e: usize, f: usize, first: usize, second: usize, width: u32, weights: usize): void {
  const end = <usize>width << 2;
  let x: usize = 0;
  if (ASC_FEATURE_SIMD) {
    const w0 = v128.load32_splat(weights);
    const w1 = v128.load32_splat(weights, 4);
    const w2 = v128.load32_splat(weights, 8);
    for (; x + 16 <= end; x += 16) {
      const rb = v128.load(b + x);
      const rc = v128.load(c + x);
      const rd = v128.load(d + x);
      const re = v128.load(e + x);
      const p = f32x4.add(f32x4.mul(w0, rc), f32x4.mul(w1, f32x4.add(rb, rd)));
      v128.store(first + x, f32x4.add(p, f32x4.mul(w2, f32x4.add(v128.load(a + x), re))));
      const q = f32x4.add(f32x4.mul(w0, rd), f32x4.mul(w1, f32x4.add(rc, re)));
      v128.store(second + x, f32x4.add(q, f32x4.mul(w2, f32x4.add(rb, v128.load(f + x)))));
    }
  }
  for (; x < end; x += 4) {
    const rb = load<f32>(b + x);
    const rc = load<f32>(c + x);
    const rd = load<f32>(d + x);
    const re = load<f32>(e + x);
    const p = load<f32>(weights) * rc + load<f32>(weights, 4) * (rb + rd);
    store<f32>(first + x, p + load<f32>(weights, 8) * (load<f32>(a + x) + re));
    const q = load<f32>(weights) * rd + load<f32>(weights, 4) * (rc + re);
    store<f32>(second + x, q + load<f32>(weights, 8) * (rb + load<f32>(f + x)));
  }
}

function blendAlong(row: usize, out: usize, width: u32, weights: usize): void {
  const end = out + (<usize>width << 2);
  // Two pixels to the left, so that all offsets are positive.
  row -= 8;
  if (ASC_FEATURE_SIMD) {
    const w0 = v128.load32_splat(weights);
    const w1 = v128.load32_splat(weights, 4);
    const w2 = v128.load32_splat(weights, 8);
    for (; out + 32 <= end; row += 32, out += 32) {
      const p = f32x4.add(f32x4.mul(w0, v128.load(row, 8)), f32x4.mul(w1, f32x4.add(v128.load(row, 4), v128.load(row, 12))));
      v128.store(out, f32x4.add(p, f32x4.mul(w2, f32x4.add(v128.load(row), v128.load(row, 16)))));
      const q = f32x4.add(f32x4.mul(w0, v128.load(row, 24)), f32x4.mul(w1, f32x4.add(v128.load(row, 20), v128.load(row, 28))));
      v128.store(out, f32x4.add(q, f32x4.mul(w2, f32x4.add(v128.load(row, 16), v128.load(row, 32)))), 16);
    }
  }
  for (; out < end; row += 4, out += 4) {
    const p = load<f32>(weights) * load<f32>(row, 8) + load<f32>(weights, 4) * (load<f32>(row, 4) + load<f32>(row, 12));
    store<f32>(out, p + load<f32>(weights, 8) * (load<f32>(row) + load<f32>(row, 16)));
  }
}

/** `w₀ · centre + w₁ · (before₁ + after₁) + …`, in this order. Hot: twice a row; see bench/simd.bench.ts. */
function blend(centre: usize, pairs: usize, out: usize, width: u32, weights: usize, radius: i32): void {
  const end = <usize>width << 2;
  const pairsEnd = pairs + (<usize>radius << 3);
  let x: usize = 0;
  if (ASC_FEATURE_SIMD) {
    for (; x + 64 <= end; x += 64) {
      let weight = v128.load32_splat(weights);
      let p = f32x4.mul(weight, v128.load(centre + x));
      let q = f32x4.mul(weight, v128.load(centre + x, 16));
      let r = f32x4.mul(weight, v128.load(centre + x, 32));
      let s = f32x4.mul(weight, v128.load(centre + x, 48));
      let next = weights + 4;
      for (let pair = pairs; pair < pairsEnd; pair += 8, next += 4) {
        const before = <usize>load<u32>(pair) + x;
        const after = <usize>load<u32>(pair, 4) + x;
        weight = v128.load32_splat(next);
        p = f32x4.add(p, f32x4.mul(weight, f32x4.add(v128.load(before), v128.load(after))));
        q = f32x4.add(q, f32x4.mul(weight, f32x4.add(v128.load(before, 16), v128.load(after, 16))));
        r = f32x4.add(r, f32x4.mul(weight, f32x4.add(v128.load(before, 32), v128.load(after, 32))));
        s = f32x4.add(s, f32x4.mul(weight, f32x4.add(v128.load(before, 48), v128.load(after, 48))));
      }
      v128.store(out + x, p);
      v128.store(out + x, q, 16);
      v128.store(out + x, r, 32);
      v128.store(out + x, s, 48);
    }
  }
  for (; x < end; x += 4) {
    let sum = load<f32>(weights) * load<f32>(centre + x);
    let next = weights + 4;
    for (let pair = pairs; pair < pairsEnd; pair += 8, next += 4) {
      sum += load<f32>(next) * (load<f32>(<usize>load<u32>(pair) + x) + load<f32>(<usize>load<u32>(pair, 4) + x));
    }
    store<f32>(out + x, sum);
  }
}
