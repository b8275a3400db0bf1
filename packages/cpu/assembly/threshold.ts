/** `value > at ? high : low`; NaN is not above anything. In place when both addresses are the same. */
export function thresholdOf<T>(a: usize, out: usize, count: u32, at: T, low: T, high: T): void {
  const end = a + count * sizeof<T>();
  if (ASC_FEATURE_SIMD) {
    const ats = v128.splat<T>(at);
    const lows = v128.splat<T>(low);
    const highs = v128.splat<T>(high);
    for (; a + 64 <= end; a += 64, out += 64) {
      v128.store(out, v128.bitselect(highs, lows, v128.gt<T>(v128.load(a), ats)));
      v128.store(out, v128.bitselect(highs, lows, v128.gt<T>(v128.load(a, 16), ats)), 16);
      v128.store(out, v128.bitselect(highs, lows, v128.gt<T>(v128.load(a, 32), ats)), 32);
      v128.store(out, v128.bitselect(highs, lows, v128.gt<T>(v128.load(a, 48), ats)), 48);
    }
  }
  for (; a < end; a += sizeof<T>(), out += sizeof<T>()) store<T>(out, load<T>(a) > at ? high : low);
}
