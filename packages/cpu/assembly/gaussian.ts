import { convert, F32 } from './convert';
import { openRows, padRow, readRows, rowAt, rowBytes } from './rows';

/** Rows `from` to `to` of an image under a symmetric separable filter: `radius + 1` weights of f32, that of the centre first. */
export function separable(
  type: u32, source: usize, sourceStride: usize, target: usize, targetStride: usize,
  width: u32, height: i32, from: i32, to: i32, border: u32, weights: usize, radius: i32, scratch: usize,
): void {
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

/** `blend` of two neighbours on each side, whose addresses stay in registers. */
function blendTwo(centre: usize, pairs: usize, out: usize, width: u32, weights: usize): usize {
  const end = <usize>width << 2;
  let x: usize = 0;
  if (ASC_FEATURE_SIMD) {
    const w0 = v128.load32_splat(weights);
    const w1 = v128.load32_splat(weights, 4);
    const w2 = v128.load32_splat(weights, 8);
    const before = <usize>load<u32>(pairs);
    const after = <usize>load<u32>(pairs, 4);
    const before2 = <usize>load<u32>(pairs, 8);
    const after2 = <usize>load<u32>(pairs, 12);
    for (; x + 32 <= end; x += 32) {
      let p = f32x4.mul(w0, v128.load(centre + x));
      let q = f32x4.mul(w0, v128.load(centre + x, 16));
      p = f32x4.add(p, f32x4.mul(w1, f32x4.add(v128.load(before + x), v128.load(after + x))));
      q = f32x4.add(q, f32x4.mul(w1, f32x4.add(v128.load(before + x, 16), v128.load(after + x, 16))));
      p = f32x4.add(p, f32x4.mul(w2, f32x4.add(v128.load(before2 + x), v128.load(after2 + x))));
      q = f32x4.add(q, f32x4.mul(w2, f32x4.add(v128.load(before2 + x, 16), v128.load(after2 + x, 16))));
      v128.store(out + x, p);
      v128.store(out + x, q, 16);
    }
  }
  return x;
}

/** `w₀ · centre + w₁ · (before₁ + after₁) + …`, in this order. Hot: twice a row; see bench/simd.bench.ts. */
function blend(centre: usize, pairs: usize, out: usize, width: u32, weights: usize, radius: i32): void {
  const end = <usize>width << 2;
  const pairsEnd = pairs + (<usize>radius << 3);
  let x = radius == 2 ? blendTwo(centre, pairs, out, width, weights) : 0;
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
