import { copyShort, copyWild } from './copy';

/** What a malformed block decodes to; sizes are never negative. */
export const MALFORMED: i32 = -1;

/**
 * Decodes the LZ4 block of `length` bytes at `source` to `target`, at most `capacity` bytes; matches may reach back to `floor`.
 * Returns the decoded size, or `MALFORMED`. Every length and offset is checked before it is used; copies may overrun into the slack.
 * Hot: one call a byte plane; see bench/codec.bench.ts.
 */
export function decodeLz4(source: usize, length: u32, target: usize, capacity: u32, floor: usize): i32 {
  const end = source + length;
  const outEnd = target + capacity;
  // Before these, a run of less than 15 literals ends within both buffers and is not the last one.
  const quickEnd = length > 17 ? end - 17 : source;
  const quickOutEnd = capacity > 15 ? outEnd - 15 : target;
  let at = source;
  let out = target;

  while (at < end) {
    const isQuick = at < quickEnd && out < quickOutEnd;
    const token = <u32>load<u8>(at++);
    let literals = token >> 4;
    if (isQuick && literals < 15) {
      copyShort(out, at);
      at += literals;
      out += literals;
    } else {
      if (literals == 15) {
        let more: u32;
        do {
          if (at >= end) return MALFORMED;
          more = <u32>load<u8>(at++);
          literals += more;
        } while (more == 255);
      }
      if (literals > <u32>(end - at) || literals > <u32>(outEnd - out)) return MALFORMED;
      copyWild(out, at, literals);
      at += literals;
      out += literals;
      if (at == end) return <i32>(out - target);
      if (end - at < 2) return MALFORMED;
    }

    const distance = <usize>load<u16>(at);
    at += 2;
    let matched = (token & 15) + 4;
    if (matched == 19) {
      let more: u32;
      do {
        if (at >= end) return MALFORMED;
        more = <u32>load<u8>(at++);
        matched += more;
      } while (more == 255);
    }
    if (distance > out - floor || matched > <u32>(outEnd - out)) return MALFORMED;
    if (distance >= 16) {
      const from = out - distance;
      copyShort(out, from);
      copyShort(out + 16, from + 16);
      if (matched > 32) copyWild(out + 32, from + 32, matched - 32);
    } else {
      if (distance == 0) return MALFORMED;
      repeat(out, distance, matched);
    }
    out += matched;
  }
  return MALFORMED;
}

/** Repeats the `period` bytes before `out`, `period` < 16, over `length` bytes; may write up to 15 past the end. */
// @ts-ignore: decorator
@inline
function repeat(out: usize, period: usize, length: u32): void {
  const end = out + length;
  if (ASC_FEATURE_SIMD) {
    const pattern = i8x16.swizzle(v128.load(out - period), v128.load(INDICES + (period << 4)));
    const step = <usize>load<u8>(STEPS + period);
    do {
      v128.store(out, pattern);
      out += step;
    } while (out < end);
  } else {
    do {
      store<u8>(out, load<u8>(out - period));
      out++;
    } while (out < end);
  }
}

/** Row `p`: the byte indices 0, 1, …, 15 modulo `p`, which repeat a pattern of `p` bytes over a vector. */
const INDICES: usize = memory.data<u8>([
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1,
  0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0,
  0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3,
  0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0,
  0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5, 0, 1, 2, 3,
  0, 1, 2, 3, 4, 5, 6, 0, 1, 2, 3, 4, 5, 6, 0, 1,
  0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7,
  0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2, 3, 4, 5, 6,
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5,
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0, 1, 2, 3, 4,
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0, 1, 2, 3,
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 0, 1, 2,
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 0, 1,
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 0,
], 16);

/** How far a vector of whole patterns advances: the largest multiple of the period up to 16. */
const STEPS: usize = memory.data<u8>([16, 16, 16, 15, 16, 15, 12, 14, 16, 9, 10, 11, 12, 13, 14, 15]);
