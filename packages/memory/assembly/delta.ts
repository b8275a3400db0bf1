/**
 * Differences of neighbouring integers of `width` bytes, wrapping around and zigzag coded (0, −1, 1, −2, … become 0, 1, 2, 3, …), so that the
 * high bytes of small steps are zero in both directions. The first one is the difference to 0. `target` must not overlap `source`.
 * Hot: one call a block; see bench/codec.bench.ts.
 */
export function delta(source: usize, target: usize, count: u32, width: u32): void {
  if (width == 1) deltaOf<u8>(source, target, count);
  else if (width == 2) deltaOf<u16>(source, target, count);
  else if (width == 4) deltaOf<u32>(source, target, count);
  else deltaOf<u64>(source, target, count);
}

/** The reverse of `delta`: running sums, in place. */
export function undelta(at: usize, count: u32, width: u32): void {
  if (width == 1) undeltaOf<u8>(at, count);
  else if (width == 2) undeltaOf<u16>(at, count);
  else if (width == 4) undeltaOf<u32>(at, count);
  else undeltaOf<u64>(at, count);
}

function deltaOf<Word>(source: usize, target: usize, count: u32): void {
  if (count == 0) return;
  const end = source + count * sizeof<Word>();
  store<Word>(target, zigzag<Word>(load<Word>(source)));
  let at = source + sizeof<Word>();
  target += sizeof<Word>();
  if (ASC_FEATURE_SIMD) {
    for (; at + 16 <= end; at += 16) {
      v128.store(target, zigzagLanes<Word>(v128.sub<Word>(v128.load(at), v128.load(at - sizeof<Word>()))));
      target += 16;
    }
  }
  for (; at < end; at += sizeof<Word>()) {
    store<Word>(target, zigzag<Word>(load<Word>(at) - load<Word>(at - sizeof<Word>())));
    target += sizeof<Word>();
  }
}

function undeltaOf<Word>(at: usize, count: u32): void {
  const end = at + count * sizeof<Word>();
  let sum: Word = 0;
  if (ASC_FEATURE_SIMD) {
    let carry = i64x2.splat(0);
    for (; at + 16 <= end; at += 16) {
      let sums = unzigzagLanes<Word>(v128.load(at));
      if (sizeof<Word>() == 1) sums = i8x16.add(sums, shifted1(sums));
      if (sizeof<Word>() <= 2) sums = v128.add<Word>(sums, shifted2(sums));
      if (sizeof<Word>() <= 4) sums = v128.add<Word>(sums, shifted4(sums));
      sums = v128.add<Word>(v128.add<Word>(sums, shifted8(sums)), carry);
      v128.store(at, sums);
      carry = lastLane<Word>(sums);
      sum = load<Word>(at + 16 - sizeof<Word>());
    }
  }
  for (; at < end; at += sizeof<Word>()) {
    sum += unzigzag<Word>(load<Word>(at));
    store<Word>(at, sum);
  }
}

// @ts-ignore: decorator
@inline
function zigzag<Word>(x: Word): Word {
  return (x << 1) ^ (0 - (x >>> <Word>(sizeof<Word>() * 8 - 1)));
}

// @ts-ignore: decorator
@inline
function unzigzag<Word>(x: Word): Word {
  return (x >>> 1) ^ (0 - (x & 1));
}

// @ts-ignore: decorator
@inline
function zigzagLanes<Word>(x: v128): v128 {
  return v128.xor(v128.shl<Word>(x, 1), signs<Word>(x));
}

// @ts-ignore: decorator
@inline
function unzigzagLanes<Word>(x: v128): v128 {
  return v128.xor(v128.shr<Word>(x, 1), signs<Word>(v128.shl<Word>(x, <i32>sizeof<Word>() * 8 - 1)));
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
function shifted1(a: v128): v128 {
  return i8x16.shuffle(i64x2.splat(0), a, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30);
}

// @ts-ignore: decorator
@inline
function shifted2(a: v128): v128 {
  return i8x16.shuffle(i64x2.splat(0), a, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29);
}

// @ts-ignore: decorator
@inline
function shifted4(a: v128): v128 {
  return i8x16.shuffle(i64x2.splat(0), a, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27);
}

// @ts-ignore: decorator
@inline
function shifted8(a: v128): v128 {
  return i8x16.shuffle(i64x2.splat(0), a, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23);
}
