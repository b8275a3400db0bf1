// Products and sums of 32 neighbours in the type of the elements, then in f64. Lane `i & 3` (f32) or `i & 1` (f64) of a group is added as a
// tree; four groups in turn have accumulators of their own. What is left over is added last, in order.

/** Hot: see bench/simd.bench.ts. */
export function dotF32(a: usize, b: usize, count: u32): f64 {
  const end = a + ((count & ~63) << 2);
  let total: f64 = 0;
  if (ASC_FEATURE_SIMD) {
    let s0 = f64x2.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    for (; a < end; a += 256, b += 256) {
      const p = group(a, b);
      const q = group(a + 128, b + 128);
      s0 = f64x2.add(s0, f64x2.promote_low_f32x4(p));
      s1 = f64x2.add(s1, f64x2.promote_low_f32x4(i64x2.shuffle(p, p, 1, 1)));
      s2 = f64x2.add(s2, f64x2.promote_low_f32x4(q));
      s3 = f64x2.add(s3, f64x2.promote_low_f32x4(i64x2.shuffle(q, q, 1, 1)));
    }
    const both = f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3));
    total = f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
  } else {
    let s0: f64 = 0, s1: f64 = 0, s2: f64 = 0, s3: f64 = 0, t0: f64 = 0, t1: f64 = 0, t2: f64 = 0, t3: f64 = 0;
    for (; a < end; a += 256, b += 256) {
      s0 += lane(a, b, 0);
      s1 += lane(a, b, 4);
      s2 += lane(a, b, 8);
      s3 += lane(a, b, 12);
      t0 += lane(a, b, 128);
      t1 += lane(a, b, 132);
      t2 += lane(a, b, 136);
      t3 += lane(a, b, 140);
    }
    total = s0 + s2 + (t0 + t2) + (s1 + s3 + (t1 + t3));
  }
  for (let left = count & 63; left != 0; left--) {
    total += <f64>(load<f32>(a) * load<f32>(b));
    a += 4;
    b += 4;
  }
  return total;
}

// @ts-ignore: decorator
@inline
function group(a: usize, b: usize): v128 {
  const p = f32x4.add(f32x4.mul(v128.load(a), v128.load(b)), f32x4.mul(v128.load(a, 16), v128.load(b, 16)));
  const q = f32x4.add(f32x4.mul(v128.load(a, 32), v128.load(b, 32)), f32x4.mul(v128.load(a, 48), v128.load(b, 48)));
  const r = f32x4.add(f32x4.mul(v128.load(a, 64), v128.load(b, 64)), f32x4.mul(v128.load(a, 80), v128.load(b, 80)));
  const s = f32x4.add(f32x4.mul(v128.load(a, 96), v128.load(b, 96)), f32x4.mul(v128.load(a, 112), v128.load(b, 112)));
  return f32x4.add(f32x4.add(p, q), f32x4.add(r, s));
}

// @ts-ignore: decorator
@inline
function lane(a: usize, b: usize, from: usize): f64 {
  a += from;
  b += from;
  const p = load<f32>(a) * load<f32>(b) + load<f32>(a, 16) * load<f32>(b, 16);
  const q = load<f32>(a, 32) * load<f32>(b, 32) + load<f32>(a, 48) * load<f32>(b, 48);
  const r = load<f32>(a, 64) * load<f32>(b, 64) + load<f32>(a, 80) * load<f32>(b, 80);
  const s = load<f32>(a, 96) * load<f32>(b, 96) + load<f32>(a, 112) * load<f32>(b, 112);
  return p + q + (r + s);
}

export function dotF64(a: usize, b: usize, count: u32): f64 {
  const end = a + ((count & ~15) << 3);
  let total: f64 = 0;
  if (ASC_FEATURE_SIMD) {
    let s0 = f64x2.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    for (; a < end; a += 128, b += 128) {
      s0 = f64x2.add(s0, f64x2.add(f64x2.mul(v128.load(a), v128.load(b)), f64x2.mul(v128.load(a, 16), v128.load(b, 16))));
      s1 = f64x2.add(s1, f64x2.add(f64x2.mul(v128.load(a, 32), v128.load(b, 32)), f64x2.mul(v128.load(a, 48), v128.load(b, 48))));
      s2 = f64x2.add(s2, f64x2.add(f64x2.mul(v128.load(a, 64), v128.load(b, 64)), f64x2.mul(v128.load(a, 80), v128.load(b, 80))));
      s3 = f64x2.add(s3, f64x2.add(f64x2.mul(v128.load(a, 96), v128.load(b, 96)), f64x2.mul(v128.load(a, 112), v128.load(b, 112))));
    }
    const both = f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3));
    total = f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
  } else {
    let s0: f64 = 0, s1: f64 = 0, s2: f64 = 0, s3: f64 = 0, t0: f64 = 0, t1: f64 = 0, t2: f64 = 0, t3: f64 = 0;
    for (; a < end; a += 128, b += 128) {
      s0 += pair(a, b);
      t0 += pair(a + 8, b + 8);
      s1 += pair(a + 32, b + 32);
      t1 += pair(a + 40, b + 40);
      s2 += pair(a + 64, b + 64);
      t2 += pair(a + 72, b + 72);
      s3 += pair(a + 96, b + 96);
      t3 += pair(a + 104, b + 104);
    }
    total = s0 + s1 + (s2 + s3) + (t0 + t1 + (t2 + t3));
  }
  for (let left = count & 15; left != 0; left--) {
    total += load<f64>(a) * load<f64>(b);
    a += 8;
    b += 8;
  }
  return total;
}

// @ts-ignore: decorator
@inline
function pair(a: usize, b: usize): f64 {
  return load<f64>(a) * load<f64>(b) + load<f64>(a, 16) * load<f64>(b, 16);
}
