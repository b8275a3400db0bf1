import { load2 } from './load';
import { addLanes32, addLanes64, addVectors32, addVectors64 } from './tree';

// Element `i` goes to lane `i & 15`; what is left over when the count is no multiple of 16 is added last, in order.
const LANES: u32 = 16;
/** Elements that one leaf of a pairwise sum adds. */
const LEAF: u32 = 512;

/** Sum in f64. */
export function sumInF64<T>(a: usize, count: u32): f64 {
  const end = a + (count & ~(LANES - 1)) * sizeof<T>();
  let total: f64 = 0;
  if (ASC_FEATURE_SIMD) {
    let s0 = f64x2.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    let s4 = s0;
    let s5 = s0;
    let s6 = s0;
    let s7 = s0;
    for (; a < end; a += LANES * sizeof<T>()) {
      s0 = f64x2.add(s0, load2<T>(a));
      s1 = f64x2.add(s1, load2<T>(a + 2 * sizeof<T>()));
      s2 = f64x2.add(s2, load2<T>(a + 4 * sizeof<T>()));
      s3 = f64x2.add(s3, load2<T>(a + 6 * sizeof<T>()));
      s4 = f64x2.add(s4, load2<T>(a + 8 * sizeof<T>()));
      s5 = f64x2.add(s5, load2<T>(a + 10 * sizeof<T>()));
      s6 = f64x2.add(s6, load2<T>(a + 12 * sizeof<T>()));
      s7 = f64x2.add(s7, load2<T>(a + 14 * sizeof<T>()));
    }
    total = addVectors64(s0, s1, s2, s3, s4, s5, s6, s7);
  } else {
    total = addLanes64(
      lane64<T>(a, end, 0), lane64<T>(a, end, 1), lane64<T>(a, end, 2), lane64<T>(a, end, 3),
      lane64<T>(a, end, 4), lane64<T>(a, end, 5), lane64<T>(a, end, 6), lane64<T>(a, end, 7),
      lane64<T>(a, end, 8), lane64<T>(a, end, 9), lane64<T>(a, end, 10), lane64<T>(a, end, 11),
      lane64<T>(a, end, 12), lane64<T>(a, end, 13), lane64<T>(a, end, 14), lane64<T>(a, end, 15),
    );
    a = end;
  }
  for (let left = count & (LANES - 1); left != 0; left--) {
    total += <f64>load<T>(a);
    a += sizeof<T>();
  }
  return total;
}

function lane64<T>(a: usize, end: usize, lane: usize): f64 {
  let sum: f64 = 0;
  for (a += lane * sizeof<T>(); a < end; a += LANES * sizeof<T>()) sum += <f64>load<T>(a);
  return sum;
}

/** Sum in f32. */
function sumInF32(a: usize, count: u32): f32 {
  const end = a + ((count & ~(LANES - 1)) << 2);
  let total: f32 = 0;
  if (ASC_FEATURE_SIMD) {
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    for (; a < end; a += LANES << 2) {
      s0 = f32x4.add(s0, v128.load(a));
      s1 = f32x4.add(s1, v128.load(a, 16));
      s2 = f32x4.add(s2, v128.load(a, 32));
      s3 = f32x4.add(s3, v128.load(a, 48));
    }
    total = addVectors32(s0, s1, s2, s3);
  } else {
    total = addLanes32(
      lane32(a, end, 0), lane32(a, end, 1), lane32(a, end, 2), lane32(a, end, 3),
      lane32(a, end, 4), lane32(a, end, 5), lane32(a, end, 6), lane32(a, end, 7),
      lane32(a, end, 8), lane32(a, end, 9), lane32(a, end, 10), lane32(a, end, 11),
      lane32(a, end, 12), lane32(a, end, 13), lane32(a, end, 14), lane32(a, end, 15),
    );
    a = end;
  }
  for (let left = count & (LANES - 1); left != 0; left--) {
    total += load<f32>(a);
    a += 4;
  }
  return total;
}

function lane32(a: usize, end: usize, lane: usize): f32 {
  let sum: f32 = 0;
  for (a += lane << 2; a < end; a += LANES << 2) sum += load<f32>(a);
  return sum;
}

export function sumFastF32(a: usize, count: u32): f64 {
  return sumInF32(a, count);
}

export function sumExactF32(a: usize, count: u32): f64 {
  return sumInF64<f32>(a, count);
}

export function sumFastF64(a: usize, count: u32): f64 {
  return sumInF64<f64>(a, count);
}

/** Halves until a leaf is left: the error grows with the logarithm of the count. */
export function sumPairwiseF32(a: usize, count: u32): f32 {
  if (count <= LEAF) return sumInF32(a, count);
  const half = (count >> 1) & ~(LANES - 1);
  return sumPairwiseF32(a, half) + sumPairwiseF32(a + (half << 2), count - half);
}

export function sumPairwiseF64(a: usize, count: u32): f64 {
  if (count <= LEAF) return sumInF64<f64>(a, count);
  const half = (count >> 1) & ~(LANES - 1);
  return sumPairwiseF64(a, half) + sumPairwiseF64(a + (half << 3), count - half);
}

/** Sum of at most 2^17 whole numbers, exact. */
export function sumInt<T>(a: usize, count: u32): f64 {
  const width = 16 / sizeof<T>();
  const end = a + (count & ~((<u32>width) - 1)) * sizeof<T>();
  let total: i64 = 0;
  if (ASC_FEATURE_SIMD) {
    let sums = i32x4.splat(0);
    let wide = i64x2.splat(0);
    for (; a < end; a += 16) {
      const v = v128.load(a);
      if (sizeof<T>() == 1) {
        sums = i32x4.add(
          sums,
          isSigned<T>()
            ? i32x4.extadd_pairwise_i16x8_s(i16x8.extadd_pairwise_i8x16_s(v))
            : i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(v)),
        );
      } else if (sizeof<T>() == 2) {
        sums = i32x4.add(sums, isSigned<T>() ? i32x4.extadd_pairwise_i16x8_s(v) : i32x4.extadd_pairwise_i16x8_u(v));
      } else if (isSigned<T>()) {
        wide = i64x2.add(wide, i64x2.add(i64x2.extend_low_i32x4_s(v), i64x2.extend_high_i32x4_s(v)));
      } else {
        wide = i64x2.add(wide, i64x2.add(i64x2.extend_low_i32x4_u(v), i64x2.extend_high_i32x4_u(v)));
      }
    }
    if (sizeof<T>() < 4) {
      wide = isSigned<T>()
        ? i64x2.add(i64x2.extend_low_i32x4_s(sums), i64x2.extend_high_i32x4_s(sums))
        : i64x2.add(i64x2.extend_low_i32x4_u(sums), i64x2.extend_high_i32x4_u(sums));
    }
    total = i64x2.extract_lane(wide, 0) + i64x2.extract_lane(wide, 1);
  }
  const last = (end - a) / sizeof<T>() + (count & ((<u32>width) - 1));
  for (let index: usize = 0; index < last; index++) total += <i64>load<T>(a + index * sizeof<T>());
  return <f64>total;
}
