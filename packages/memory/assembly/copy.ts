/** Copies 16 bytes: the usual literal run in one go. */
// @ts-ignore: decorator
@inline
export function copyShort(target: usize, source: usize): void {
  if (ASC_FEATURE_SIMD) {
    v128.store(target, v128.load(source));
  } else {
    store<u64>(target, load<u64>(source));
    store<u64>(target, load<u64>(source, 8), 8);
  }
}

/** Copies `length` bytes in steps of 16; may write up to 15 past the end. The regions are at least 16 apart when they overlap. */
// @ts-ignore: decorator
@inline
export function copyWild(target: usize, source: usize, length: u32): void {
  const end = target + length;
  do {
    copyShort(target, source);
    target += 16;
    source += 16;
  } while (target < end);
}

/** How many bytes at `left` and `right` agree, going no further than `end` on the left. Reads up to 16 past it. */
// @ts-ignore: decorator
@inline
export function commonBytes(left: usize, right: usize, end: usize): u32 {
  const start = left;
  while (left < end) {
    const difference = load<u64>(left) ^ load<u64>(right);
    if (difference) {
      left += <usize>(ctz(difference) >> 3);
      break;
    }
    left += 8;
    right += 8;
  }
  return <u32>((left < end ? left : end) - start);
}
