// Exact sums of f64 by error-free transformation (Rump, Ogita and Oishi, "Accurate floating-point summation", 2008): every partial sum
// starts at a power of two so large that what an addition rounds away is `x - (next - sum)`, exactly, and is summed beside it. The power
// is guessed from the piece before and checked while adding; a piece that does not fit is added again. Pieces whose numbers are too large,
// or not finite, take Knuth's TwoSum. Eight lanes; element `i` of a piece goes to lane `i & 7`. As long as no number is negative their
// bits are in the order of their values, and looking for the largest takes one operation instead of two.

/** Elements of a piece: a second reading finds it in the nearest cache. */
const PIECE: u32 = 2048;
/** 2¹⁰ is four times the elements that a lane adds. */
const HEADROOM: u32 = 10;
/** How many bits the largest number may be below the guess. */
const SLACK: u32 = 8;
const LARGEST: u32 = 2046 - HEADROOM;
/** Sign of a number, before its exponent. */
const SIGN: u32 = 2048;

let sum: f64 = 0;
let lost: f64 = 0;

// @ts-ignore: decorator
@inline
function addTo(x: f64): void {
  const next = sum + x;
  const part = next - sum;
  lost += sum - (next - part) + (x - part);
  sum = next;
}

/** Writes the sum and what it lost, two f64, to `result`. Hot: see bench/simd.bench.ts. */
export function sumExactF64(a: usize, count: u32, result: usize): void {
  sum = 0;
  lost = 0;
  // The first number is most often within four bits of the largest.
  let guess: u32 = count >= 8 ? min(LARGEST, ((load<u32>(a, 4) >> 20) & (SIGN - 1)) + SLACK / 2) : 0;
  let hasSigns = false;
  while (count >= 8) {
    const length = min(count & ~7, PIECE);
    const end = a + (length << 3);
    let largest = addPiece(a, end, guess, hasSigns);
    if (largest & SIGN) {
      hasSigns = true;
      largest = addPiece(a, end, guess, true);
    }
    if (largest > guess || largest + SLACK < guess) {
      // A number of one bit more than now is to fit as well.
      guess = largest + 1;
      if (guess <= LARGEST) largest = addPiece(a, end, guess, hasSigns);
    }
    if (guess <= LARGEST) addLanes(reinterpret<f64>(<u64>(guess + HEADROOM) << 52));
    else {
      for (let at = a; at < end; at += 8) addTo(load<f64>(at));
      guess = LARGEST;
    }
    a = end;
    count -= length;
  }
  for (; count != 0; count--) {
    addTo(load<f64>(a));
    a += 8;
  }
  store<f64>(result, sum);
  store<f64>(result, lost, 8);
}

// What `addPiece` found: the sum of each lane with its base, and what it lost.
let s0: f64 = 0, s1: f64 = 0, s2: f64 = 0, s3: f64 = 0, s4: f64 = 0, s5: f64 = 0, s6: f64 = 0, s7: f64 = 0;
let e0: f64 = 0, e1: f64 = 0, e2: f64 = 0, e3: f64 = 0, e4: f64 = 0, e5: f64 = 0, e6: f64 = 0, e7: f64 = 0;

function addLanes(base: f64): void {
  addTo(s0 - base);
  addTo(s1 - base);
  addTo(s2 - base);
  addTo(s3 - base);
  addTo(s4 - base);
  addTo(s5 - base);
  addTo(s6 - base);
  addTo(s7 - base);
  addTo(e0 + e1 + (e2 + e3) + (e4 + e5 + (e6 + e7)));
}

/**
 * Adds the numbers from `a` to `end`, a multiple of eight, and returns the largest biased exponent among them. Unless told that there are
 * negative numbers it may return one with the sign before it instead.
 */
function addPiece(a: usize, end: usize, exponent: u32, hasSigns: bool): u32 {
  if (ASC_FEATURE_SIMD) return hasSigns ? addVectors<i64>(a, end, exponent) : addVectors<u64>(a, end, exponent);
  const base = reinterpret<f64>(<u64>(exponent + HEADROOM) << 52);
  let most: u32 = 0;
  for (let at = a; at < end; at += 8) most = max(most, load<u32>(at, 4) & 0x7fffffff);
  s0 = addLane(a, end, base);
  e0 = laneLost;
  s1 = addLane(a + 8, end, base);
  e1 = laneLost;
  s2 = addLane(a + 16, end, base);
  e2 = laneLost;
  s3 = addLane(a + 24, end, base);
  e3 = laneLost;
  s4 = addLane(a + 32, end, base);
  e4 = laneLost;
  s5 = addLane(a + 40, end, base);
  e5 = laneLost;
  s6 = addLane(a + 48, end, base);
  e6 = laneLost;
  s7 = addLane(a + 56, end, base);
  e7 = laneLost;
  return most >> 20;
}

// @ts-ignore: decorator
@inline
function bitsOf<Sign>(x: v128): v128 {
  return isSigned<Sign>() ? v128.and(x, i64x2.splat(0x7fffffffffffffff)) : x;
}

/** Of numbers that are read as `u64` none may be negative. */
function addVectors<Sign>(a: usize, end: usize, exponent: u32): u32 {
  const base = reinterpret<f64>(<u64>(exponent + HEADROOM) << 52);
  let p = f64x2.splat(base);
  let q = p;
  let r = p;
  let s = p;
  let pLost = f64x2.splat(0);
  let qLost = pLost;
  let rLost = pLost;
  let sLost = pLost;
  // As whole numbers, of which the upper half holds the exponent.
  let most = pLost;
  for (; a < end; a += 64) {
    const x0 = v128.load(a);
    const x1 = v128.load(a, 16);
    most = i32x4.max_u(most, i32x4.max_u(bitsOf<Sign>(x0), bitsOf<Sign>(x1)));
    const pNext = f64x2.add(p, x0);
    const qNext = f64x2.add(q, x1);
    pLost = f64x2.add(pLost, f64x2.sub(x0, f64x2.sub(pNext, p)));
    qLost = f64x2.add(qLost, f64x2.sub(x1, f64x2.sub(qNext, q)));
    p = pNext;
    q = qNext;
    const x2 = v128.load(a, 32);
    const x3 = v128.load(a, 48);
    most = i32x4.max_u(most, i32x4.max_u(bitsOf<Sign>(x2), bitsOf<Sign>(x3)));
    const rNext = f64x2.add(r, x2);
    const sNext = f64x2.add(s, x3);
    rLost = f64x2.add(rLost, f64x2.sub(x2, f64x2.sub(rNext, r)));
    sLost = f64x2.add(sLost, f64x2.sub(x3, f64x2.sub(sNext, s)));
    r = rNext;
    s = sNext;
  }
  s0 = f64x2.extract_lane(p, 0);
  s1 = f64x2.extract_lane(p, 1);
  s2 = f64x2.extract_lane(q, 0);
  s3 = f64x2.extract_lane(q, 1);
  s4 = f64x2.extract_lane(r, 0);
  s5 = f64x2.extract_lane(r, 1);
  s6 = f64x2.extract_lane(s, 0);
  s7 = f64x2.extract_lane(s, 1);
  e0 = f64x2.extract_lane(pLost, 0);
  e1 = f64x2.extract_lane(pLost, 1);
  e2 = f64x2.extract_lane(qLost, 0);
  e3 = f64x2.extract_lane(qLost, 1);
  e4 = f64x2.extract_lane(rLost, 0);
  e5 = f64x2.extract_lane(rLost, 1);
  e6 = f64x2.extract_lane(sLost, 0);
  e7 = f64x2.extract_lane(sLost, 1);
  return max(<u32>i32x4.extract_lane(most, 1), <u32>i32x4.extract_lane(most, 3)) >> 20;
}

let laneLost: f64 = 0;

function addLane(a: usize, end: usize, base: f64): f64 {
  let sum = base;
  laneLost = 0;
  for (; a < end; a += 64) {
    const x = load<f64>(a);
    const next = sum + x;
    laneLost += x - (next - sum);
    sum = next;
  }
  return sum;
}
