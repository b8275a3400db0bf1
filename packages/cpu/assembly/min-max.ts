/** Writes the least and the greatest element as f64; both are NaN when one element is. `count` is at least 1. */
export function minMaxOf<T>(a: usize, count: u32, result: usize): void {
  const width: u32 = 16 / sizeof<T>();
  const end = a + count * sizeof<T>();
  let least = load<T>(a);
  let most = least;
  let isNumber = true;
  if (ASC_FEATURE_SIMD) {
    if (count >= width) {
      const vectorEnd = a + (count & ~(width * 4 - 1)) * sizeof<T>();
      let low = v128.load(a);
      let high = low;
      let low1 = low;
      let high1 = low;
      let odd = v128.xor(low, low);
      for (; a < vectorEnd; a += 64) {
        const p = v128.load(a);
        const q = v128.load(a, 16);
        const r = v128.load(a, 32);
        const s = v128.load(a, 48);
        if (isFloat<T>()) {
          // NaN never wins a pseudo-minimum over what is kept, so it is looked for beside it.
          odd = v128.or(odd, v128.or(v128.or(v128.ne<T>(p, p), v128.ne<T>(q, q)), v128.or(v128.ne<T>(r, r), v128.ne<T>(s, s))));
          if (sizeof<T>() == 4) {
            low = f32x4.pmin(f32x4.pmin(low, p), r);
            low1 = f32x4.pmin(f32x4.pmin(low1, q), s);
            high = f32x4.pmax(f32x4.pmax(high, p), r);
            high1 = f32x4.pmax(f32x4.pmax(high1, q), s);
          } else {
            low = f64x2.pmin(f64x2.pmin(low, p), r);
            low1 = f64x2.pmin(f64x2.pmin(low1, q), s);
            high = f64x2.pmax(f64x2.pmax(high, p), r);
            high1 = f64x2.pmax(f64x2.pmax(high1, q), s);
          }
        } else {
          low = v128.min<T>(v128.min<T>(low, p), r);
          low1 = v128.min<T>(v128.min<T>(low1, q), s);
          high = v128.max<T>(v128.max<T>(high, p), r);
          high1 = v128.max<T>(v128.max<T>(high1, q), s);
        }
      }
      isNumber = !v128.any_true(odd);
      // The lanes are read back from where the result goes.
      v128.store(result, low);
      v128.store(result, low1, 16);
      v128.store(result, high, 32);
      v128.store(result, high1, 48);
      for (let at = result; at < result + 32; at += sizeof<T>()) {
        least = load<T>(at) < least ? load<T>(at) : least;
        most = load<T>(at, 32) > most ? load<T>(at, 32) : most;
      }
    }
  }
  for (; a < end; a += sizeof<T>()) {
    const value = load<T>(a);
    if (isFloat<T>()) isNumber = isNumber && value == value;
    least = value < least ? value : least;
    most = value > most ? value : most;
  }
  if (isFloat<T>() && !isNumber) {
    store<f64>(result, NaN);
    store<f64>(result, NaN, 8);
    return;
  }
  // Of both zeros the positive one.
  store<f64>(result, <f64>least + 0);
  store<f64>(result, <f64>most + 0, 8);
}
