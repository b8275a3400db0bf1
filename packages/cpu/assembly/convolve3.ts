import { convert, F32 } from './convert';
import { indexWithin, openRows, readRows, rowAt, rowBytes } from './rows';

/** Rows `from` to `to` of an image under 3 × 3 weights, nine f32 at `weights`, each product added in reading order in f32. */
export function convolve3(
  type: u32, source: usize, sourceStride: usize, target: usize, targetStride: usize,
  width: u32, height: i32, from: i32, to: i32, border: u32, weights: usize, scratch: usize,
): void {
  const line = openRows(type, source, sourceStride, width, height, border, 1, from, scratch);
  for (let y = from; y < to; y++) {
    readRows(y + 1);
    const out = target + targetStride * <usize>y;
    const into = type == F32 ? out : line;
    convolveRow(rowAt(y - 1), rowAt(y), rowAt(y + 1), into, width, border, weights);
    if (type != F32) convert(F32, type, line, out, width, 1, 0);
  }
}

/** Hot: once a row; see bench/simd.bench.ts. */
function convolveRow(above: usize, here: usize, below: usize, out: usize, width: u32, border: u32, weights: usize): void {
  store<f32>(out, pixel(above, here, below, 0, width, border, weights));
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
    for (; x + 32 <= end; x += 32) {
      const a = above + x;
      const h = here + x;
      const b = below + x;
      let p = f32x4.mul(k0, v128.load(a - 4));
      let q = f32x4.mul(k0, v128.load(a - 4, 16));
      p = f32x4.add(p, f32x4.mul(k1, v128.load(a)));
      q = f32x4.add(q, f32x4.mul(k1, v128.load(a, 16)));
      p = f32x4.add(p, f32x4.mul(k2, v128.load(a, 4)));
      q = f32x4.add(q, f32x4.mul(k2, v128.load(a, 20)));
      p = f32x4.add(p, f32x4.mul(k3, v128.load(h - 4)));
      q = f32x4.add(q, f32x4.mul(k3, v128.load(h - 4, 16)));
      p = f32x4.add(p, f32x4.mul(k4, v128.load(h)));
      q = f32x4.add(q, f32x4.mul(k4, v128.load(h, 16)));
      p = f32x4.add(p, f32x4.mul(k5, v128.load(h, 4)));
      q = f32x4.add(q, f32x4.mul(k5, v128.load(h, 20)));
      p = f32x4.add(p, f32x4.mul(k6, v128.load(b - 4)));
      q = f32x4.add(q, f32x4.mul(k6, v128.load(b - 4, 16)));
      p = f32x4.add(p, f32x4.mul(k7, v128.load(b)));
      q = f32x4.add(q, f32x4.mul(k7, v128.load(b, 16)));
      p = f32x4.add(p, f32x4.mul(k8, v128.load(b, 4)));
      q = f32x4.add(q, f32x4.mul(k8, v128.load(b, 20)));
      v128.store(out + x, p);
      v128.store(out + x, q, 16);
    }
  }
  for (; x < end; x += 4) {
    const a = above + x;
    const h = here + x;
    const b = below + x;
    let sum = load<f32>(weights) * load<f32>(a - 4);
    sum += load<f32>(weights, 4) * load<f32>(a);
    sum += load<f32>(weights, 8) * load<f32>(a, 4);
    sum += load<f32>(weights, 12) * load<f32>(h - 4);
    sum += load<f32>(weights, 16) * load<f32>(h);
    sum += load<f32>(weights, 20) * load<f32>(h, 4);
    sum += load<f32>(weights, 24) * load<f32>(b - 4);
    sum += load<f32>(weights, 28) * load<f32>(b);
    sum += load<f32>(weights, 32) * load<f32>(b, 4);
    store<f32>(out + x, sum);
  }
  if (width > 1) store<f32>(out + end, pixel(above, here, below, <i32>width - 1, width, border, weights));
}

/** A pixel at the edge. */
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

/** Scratch bytes that any of the filters needs for rows of `width` pixels. */
export function filterScratchBytes(width: u32, reach: u32): usize {
  return rowBytes(width + 2 * reach + 64) * <usize>(4 * reach + 9) + (<usize>reach << 4) + 4096;
}
