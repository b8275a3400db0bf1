import { unsigned } from './word';

/**
 * Differences of neighbouring integers of `width` bytes, wrapping around; the first is the difference to 0. When `isFolded` they are zigzag
 * coded (0, −1, 1, −2, … become 0, 1, 2, 3, …), so that the high bytes of small steps are zero in both directions.
 * `target` must not overlap `source`. Hot: one call a block; see bench/codec.bench.ts.
 */
export function delta(source: usize, target: usize, count: u32, width: u32, isFolded: bool): void {
  if (isFolded) {
    if (width == 1) differences<i8>(source, target, count);
    else if (width == 2) differences<i16>(source, target, count);
    else if (width == 4) differences<i32>(source, target, count);
    else differences<i64>(source, target, count);
  } else {
    if (width == 1) differences<u8>(source, target, count);
    else if (width == 2) differences<u16>(source, target, count);
    else if (width == 4) differences<u32>(source, target, count);
    else differences<u64>(source, target, count);
  }
}

/** The reverse of `delta`: running sums, in place. */
export function undelta(at: usize, count: u32, width: u32, isFolded: bool): void {
  if (isFolded) {
    if (width == 1) sums<i8>(at, count);
    else if (width == 2) sums<i16>(at, count);
    else if (width == 4) sums<i32>(at, count);
    else sums<i64>(at, count);
  } else {
    if (width == 1) sums<u8>(at, count);
    else if (width == 2) sums<u16>(at, count);
    else if (width == 4) sums<u32>(at, count);
    else sums<u64>(at, count);
  }
}

/** Folded when `Word` is signed. */
function differences<Word>(source: usize, target: usize, count: u32): void {
  const end = source + count * sizeof<Word>();
  let last: Word = 0;
  if (ASC_FEATURE_SIMD && source + 16 <= end) {
    // The first vector takes its neighbours from a vector that begins with 0.
    let before = precededByZero<Word>(v128.load(source));
    for (; source + 16 <= end; source += 16) {
      v128.store(target, foldLanes<Word>(v128.sub<Word>(v128.load(source), before)));
      before = v128.load(source + 16 - sizeof<Word>());
      target += 16;
    }
    last = load<Word>(source - sizeof<Word>());
  }
  for (; source < end; source += sizeof<Word>()) {
    const word = load<Word>(source);
    store<Word>(target, fold<Word>(word - last));
    last = word;
    target += sizeof<Word>();
  }
}

function sums<Word>(at: usize, count: u32): void {
  const end = at + count * sizeof<Word>();
  let sum: Word = 0;
  if (ASC_FEATURE_SIMD && at + 16 <= end) {
    let carry = i64x2.splat(0);
    for (; at + 16 <= end; at += 16) {
      let lanes = unfoldLanes<Word>(v128.load(at));
      if (sizeof<Word>() == 1) lanes = v128.add<Word>(lanes, up1(lanes));
      if (sizeof<Word>() <= 2) lanes = v128.add<Word>(lanes, up2(lanes));
      if (sizeof<Word>() <= 4) lanes = v128.add<Word>(lanes, up4(lanes));
      lanes = v128.add<Word>(v128.add<Word>(lanes, up8(lanes)), carry);
      v128.store(at, lanes);
      carry = lastLane<Word>(lanes);
    }
    sum = load<Word>(at - sizeof<Word>());
  }
  for (; at < end; at += sizeof<Word>()) {
    sum += unfold<Word>(load<Word>(at));
    store<Word>(at, sum);
  }
}

// @ts-ignore: decorator
@inline
function fold<Word>(x: Word): Word {
  return isSigned<Word>() ? <Word>(unsigned<Word>(x) << 1) ^ <Word>(0 - (unsigned<Word>(x) >> (sizeof<Word>() * 8 - 1))) : x;
}

// @ts-ignore: decorator
@inline
function unfold<Word>(x: Word): Word {
  return isSigned<Word>() ? <Word>(unsigned<Word>(x) >> 1) ^ <Word>(0 - (x & 1)) : x;
}

// @ts-ignore: decorator
@inline
function foldLanes<Word>(x: v128): v128 {
  return isSigned<Word>() ? v128.xor(v128.shl<Word>(x, 1), signs<Word>(x)) : x;
}

// @ts-ignore: decorator
@inline
function unfoldLanes<Word>(x: v128): v128 {
  if (!isSigned<Word>()) return x;
  return v128.xor(halves<Word>(x), signs<Word>(v128.shl<Word>(x, <i32>sizeof<Word>() * 8 - 1)));
}

/** All ones in the lanes whose highest bit is set, zeros in the others. */
// @ts-ignore: decorator
@inline
function signs<Word>(x: v128): v128 {
  if (sizeof<Word>() == 1) return i8x16.shr_s(x, 7);
  if (sizeof<Word>() == 2) return i16x8.shr_s(x, 15);
  if (sizeof<Word>() == 4) return i32x4.shr_s(x, 31);
  return i64x2.shr_s(x, 63);
}

// @ts-ignore: decorator
@inline
function halves<Word>(x: v128): v128 {
  if (sizeof<Word>() == 1) return i8x16.shr_u(x, 1);
  if (sizeof<Word>() == 2) return i16x8.shr_u(x, 1);
  if (sizeof<Word>() == 4) return i32x4.shr_u(x, 1);
  return i64x2.shr_u(x, 1);
}

// @ts-ignore: decorator
@inline
function precededByZero<Word>(x: v128): v128 {
  if (sizeof<Word>() == 1) return up1(x);
  if (sizeof<Word>() == 2) return up2(x);
  if (sizeof<Word>() == 4) return up4(x);
  return up8(x);
}

/** The last lane in every lane. */
// @ts-ignore: decorator
@inline
function lastLane<Word>(a: v128): v128 {
  if (sizeof<Word>() == 1) return i8x16.shuffle(a, a, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15);
  if (sizeof<Word>() == 2) return i8x16.shuffle(a, a, 14, 15, 14, 15, 14, 15, 14, 15, 14, 15, 14, 15, 14, 15, 14, 15);
  if (sizeof<Word>() == 4) return i8x16.shuffle(a, a, 12, 13, 14, 15, 12, 13, 14, 15, 12, 13, 14, 15, 12, 13, 14, 15);
  return i8x16.shuffle(a, a, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15);
}

// The vector moved up by 1, 2, 4 or 8 bytes, zeros moving in.

// @ts-ignore: decorator
@inline
function up1(a: v128): v128 {
  return i8x16.shuffle(i64x2.splat(0), a, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30);
}

// @ts-ignore: decorator
@inline
function up2(a: v128): v128 {
  return i8x16.shuffle(i64x2.splat(0), a, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29);
}

// @ts-ignore: decorator
@inline
function up4(a: v128): v128 {
  return i8x16.shuffle(i64x2.splat(0), a, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27);
}

// @ts-ignore: decorator
@inline
function up8(a: v128): v128 {
  return i8x16.shuffle(i64x2.splat(0), a, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23);
}
