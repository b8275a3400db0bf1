import { convert, F32 } from './convert';
import { indexWithin, openRows, readRows, rowAt, rowBytes } from './rows';

/** Rows `from` to `to` of an image under 3 × 3 weights, nine f32 at `weights`, each product added in reading order in f32. */
export function convolve3(
  type: u32, source: usize, sourceStride: usize, target: usize, targetStride: usize,
  width: u32, height: i32, from: i32, to: i32, border: u32, weights: usize, scratch: usize,
): void {
  // Two rows at a time need the rows of a window of five.
  const line = openRows(type, source, sourceStride, width, height, border, 2, from, scratch);
  for (let y = from; y < to; y += 2) {
    const hasTwo = y + 1 < to;
    readRows(y + 2);
    const out = target + targetStride * <usize>y;
    const into = type == F32 ? out : line;
    const second = hasTwo ? (type == F32 ? out + targetStride : line + rowBytes(width)) : line + rowBytes(width);
    convolveRows(rowAt(y - 1), rowAt(y), rowAt(y + 1), hasTwo ? rowAt(y + 2) : rowAt(y + 1), into, second, width, border, weights);
    if (type != F32) {
      convert(F32, type, line, out, width, 1, 0);
      if (hasTwo) convert(F32, type, line + rowBytes(width), out + targetStride, width, 1, 0);
    }
  }
}

/** Two rows, of which `b` and `c` are the middles. Hot: see bench/simd.bench.ts. */
function convolveRows(a: usize, b: usize, c: usize, d: usize, out: usize, second: usize, width: u32, border: u32, weights: usize): void {
  store<f32>(out, pixel(a, b, c, 0, width, border, weights));
  store<f32>(second, pixel(b, c, d, 0, width, border, weights));
  let x: usize = 4;
  const end = <usize>(width - 1) << 2;
  if (ASC_FEATURE_SIMD) {
    const k0 = v128.load32_splat(weights);
    const k1 = v128.load32_splat(weights, 4);
    const k2 = v128.load32_splat(weights, 8);
    const k3 = v128.load32_splat(weights, 12);
    const k4 = v128.load32_splat(weights, 16);
    const k5 = v128.load32_splat(weights, 20);
    const k6 = v128.load32_splat(weights, 24);
    const k7 = v128.load32_splat(weights, 28);
    const k8 = v128.load32_splat(weights, 32);
    for (; x + 16 <= end; x += 16) {
      // One pixel to the left, so that all offsets are positive.
      const left = x - 4;
      let v = v128.load(a + left);
      let p = f32x4.mul(k0, v);
      v = v128.load(a + left, 4);
      p = f32x4.add(p, f32x4.mul(k1, v));
      v = v128.load(a + left, 8);
      p = f32x4.add(p, f32x4.mul(k2, v));
      v = v128.load(b + left);
      let q = f32x4.mul(k0, v);
      p = f32x4.add(p, f32x4.mul(k3, v));
      v = v128.load(b + left, 4);
      q = f32x4.add(q, f32x4.mul(k1, v));
      p = f32x4.add(p, f32x4.mul(k4, v));
      v = v128.load(b + left, 8);
      q = f32x4.add(q, f32x4.mul(k2, v));
      p = f32x4.add(p, f32x4.mul(k5, v));
      v = v128.load(c + left);
      q = f32x4.add(q, f32x4.mul(k3, v));
      p = f32x4.add(p, f32x4.mul(k6, v));
      v = v128.load(c + left, 4);
      q = f32x4.add(q, f32x4.mul(k4, v));
      p = f32x4.add(p, f32x4.mul(k7, v));
      v = v128.load(c + left, 8);
      q = f32x4.add(q, f32x4.mul(k5, v));
      p = f32x4.add(p, f32x4.mul(k8, v));
      v128.store(out + x, p);
      v = v128.load(d + left);
      q = f32x4.add(q, f32x4.mul(k6, v));
      v = v128.load(d + left, 4);
      q = f32x4.add(q, f32x4.mul(k7, v));
      v = v128.load(d + left, 8);
      q = f32x4.add(q, f32x4.mul(k8, v));
      v128.store(second + x, q);
    }
  }
  for (; x < end + 4; x += 4) {
    store<f32>(out + x, pixel(a, b, c, <i32>(x >> 2), width, border, weights));
    store<f32>(second + x, pixel(b, c, d, <i32>(x >> 2), width, border, weights));
  }
}

/** One pixel, which may lie at the edge. */
function pixel(above: usize, here: usize, below: usize, x: i32, width: u32, border: u32, weights: usize): f32 {
  const left = indexWithin(x - 1, width, border);
  const right = indexWithin(x + 1, width, border);
  let sum = load<f32>(weights) * at(above, left);
  sum += load<f32>(weights, 4) * at(above, x);
  sum += load<f32>(weights, 8) * at(above, right);
  sum += load<f32>(weights, 12) * at(here, left);
  sum += load<f32>(weights, 16) * at(here, x);
  sum += load<f32>(weights, 20) * at(here, right);
  sum += load<f32>(weights, 24) * at(below, left);
  sum += load<f32>(weights, 28) * at(below, x);
  sum += load<f32>(weights, 32) * at(below, right);
  return sum;
}

// @ts-ignore: decorator
@inline
function at(row: usize, x: i32): f32 {
  return x < 0 ? 0 : load<f32>(row + (<usize>x << 2));
}
