// Elements of any type as vectors of floats.

/** Four elements as f32. Types of at most 16 bits, and f32 itself. */
// @ts-ignore: decorator
@inline
export function load4<T>(address: usize): v128 {
  if (isFloat<T>()) return v128.load(address);
  if (sizeof<T>() == 1) {
    if (isSigned<T>()) return f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(i16x8.extend_low_i8x16_s(v128.load32_zero(address))));
    return f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(address))));
  }
  if (isSigned<T>()) return f32x4.convert_i32x4_s(v128.load_ext<i16>(address));
  return f32x4.convert_i32x4_u(v128.load_ext<u16>(address));
}

/** Two elements as f64. */
// @ts-ignore: decorator
@inline
export function load2<T>(address: usize): v128 {
  if (isFloat<T>()) {
    if (sizeof<T>() == 8) return v128.load(address);
    return f64x2.promote_low_f32x4(v128.load64_zero(address));
  }
  if (sizeof<T>() == 4) {
    if (isSigned<T>()) return f64x2.convert_low_i32x4_s(v128.load64_zero(address));
    return f64x2.convert_low_i32x4_u(v128.load64_zero(address));
  }
  if (sizeof<T>() == 2) {
    if (isSigned<T>()) return f64x2.convert_low_i32x4_s(i32x4.extend_low_i16x8_s(v128.load32_zero(address)));
    return f64x2.convert_low_i32x4_u(i32x4.extend_low_i16x8_u(v128.load32_zero(address)));
  }
  const pair = f64x2.splat(<f64>load<T>(address));
  return f64x2.replace_lane(pair, 1, <f64>load<T>(address, 1));
}
