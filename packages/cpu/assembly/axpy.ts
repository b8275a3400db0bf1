/** `y[i] += alpha * x[i]`, in f32: the product is rounded, then the sum. */
export function axpyF32(alpha: f32, x: usize, y: usize, count: u32): void {
  const end = y + (count << 2);
  if (ASC_FEATURE_SIMD) {
    const factor = f32x4.splat(alpha);
    for (; y + 64 <= end; x += 64, y += 64) {
      v128.store(y, f32x4.add(v128.load(y), f32x4.mul(factor, v128.load(x))));
      v128.store(y, f32x4.add(v128.load(y, 16), f32x4.mul(factor, v128.load(x, 16))), 16);
      v128.store(y, f32x4.add(v128.load(y, 32), f32x4.mul(factor, v128.load(x, 32))), 32);
      v128.store(y, f32x4.add(v128.load(y, 48), f32x4.mul(factor, v128.load(x, 48))), 48);
    }
  }
  for (; y < end; x += 4, y += 4) store<f32>(y, load<f32>(y) + alpha * load<f32>(x));
}

export function axpyF64(alpha: f64, x: usize, y: usize, count: u32): void {
  const end = y + (count << 3);
  if (ASC_FEATURE_SIMD) {
    const factor = f64x2.splat(alpha);
    for (; y + 64 <= end; x += 64, y += 64) {
      v128.store(y, f64x2.add(v128.load(y), f64x2.mul(factor, v128.load(x))));
      v128.store(y, f64x2.add(v128.load(y, 16), f64x2.mul(factor, v128.load(x, 16))), 16);
      v128.store(y, f64x2.add(v128.load(y, 32), f64x2.mul(factor, v128.load(x, 32))), 32);
      v128.store(y, f64x2.add(v128.load(y, 48), f64x2.mul(factor, v128.load(x, 48))), 48);
    }
  }
  for (; y < end; x += 8, y += 8) store<f64>(y, load<f64>(y) + alpha * load<f64>(x));
}
