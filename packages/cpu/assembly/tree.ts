// Sixteen lanes added as a tree, in one order for vectors and scalars.

// @ts-ignore: decorator
@inline
export function addVectors64(s0: v128, s1: v128, s2: v128, s3: v128, s4: v128, s5: v128, s6: v128, s7: v128): f64 {
  const low = f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3));
  const high = f64x2.add(f64x2.add(s4, s5), f64x2.add(s6, s7));
  const both = f64x2.add(low, high);
  return f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
}

// @ts-ignore: decorator
@inline
export function addVectors32(s0: v128, s1: v128, s2: v128, s3: v128): f32 {
  const both = f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3));
  return f32x4.extract_lane(both, 0) + f32x4.extract_lane(both, 2) + (f32x4.extract_lane(both, 1) + f32x4.extract_lane(both, 3));
}

/** `addVectors64` of lanes by their number. */
export function addLanes64(
  l0: f64, l1: f64, l2: f64, l3: f64, l4: f64, l5: f64, l6: f64, l7: f64,
  l8: f64, l9: f64, l10: f64, l11: f64, l12: f64, l13: f64, l14: f64, l15: f64,
): f64 {
  const even = l0 + l2 + (l4 + l6) + (l8 + l10 + (l12 + l14));
  const odd = l1 + l3 + (l5 + l7) + (l9 + l11 + (l13 + l15));
  return even + odd;
}

/** `addVectors32` of lanes by their number. */
export function addLanes32(
  l0: f32, l1: f32, l2: f32, l3: f32, l4: f32, l5: f32, l6: f32, l7: f32,
  l8: f32, l9: f32, l10: f32, l11: f32, l12: f32, l13: f32, l14: f32, l15: f32,
): f32 {
  const a = l0 + l4 + (l8 + l12);
  const b = l1 + l5 + (l9 + l13);
  const c = l2 + l6 + (l10 + l14);
  const d = l3 + l7 + (l11 + l15);
  return a + c + (b + d);
}
